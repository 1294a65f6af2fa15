import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { codeVersion } from './code-version';

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

const code: Readonly<Record<string, string>> = {
  'kit/report.ts': 'report', 'fields/vnd.ts': 'vnd', 'platform/read-store/layout.ts': 'layout', 'platform/audit-log/canonical-json.ts': 'json', 'platform/nest/server.ts': 'server',
  'registers/funds/server/plan.ts': "from '@ledger/registers/funds/domain'", 'registers/funds/domain/line.ts': "from '@ledger/registers/territory/domain'",
  'registers/territory/domain/unit.ts': 'unit', 'registers/territory/server/list.ts': 'list', 'registers/housing/server/list.ts': 'houses',
};

function versionWith(change: Readonly<Record<string, string>> = {}): string {
  const libs = mkdtempSync(join(tmpdir(), 'ledger-code-'));
  folders.push(libs);
  for (const [file, content] of Object.entries({ ...code, ...change })) {
    mkdirSync(dirname(join(libs, file)), { recursive: true });
    writeFileSync(join(libs, file), content);
  }
  return codeVersion('funds', libs);
}

describe('the version of a report’s code', () => {
  const version = versionWith();

  it('is the same for the same files, wherever they lie', () => {
    expect(versionWith()).toBe(version);
    expect(version).toMatch(/^[0-9a-f]{64}$/);
  });

  it.each(['kit/report.ts', 'fields/vnd.ts', 'platform/read-store/layout.ts', 'platform/audit-log/canonical-json.ts', 'registers/funds/server/plan.ts', 'registers/funds/domain/line.ts', 'registers/territory/domain/unit.ts', 'registers/funds/server/further.ts'])(
    'is another when what the report runs through changes: %s', (file) => {
      expect(versionWith({ [file]: `${code[file] ?? ''} changed` })).not.toBe(version);
    },
  );

  it.each(['platform/nest/server.ts', 'registers/territory/server/list.ts', 'registers/housing/server/list.ts', 'registers/funds/server/plan.spec.ts', 'registers/funds/server/testing/play.ts', 'registers/funds/web/page.tsx', 'registers/funds/README.md'])(
    'stays when anything else does: %s', (file) => {
      expect(versionWith({ [file]: 'changed' })).toBe(version);
    },
  );

  it('differs between the registers of this ledger that have reports', () => {
    const withReports = ['criteria', 'funds', 'housing'];
    expect(new Set(withReports.map((name) => codeVersion(name))).size).toBe(withReports.length);
  });
});
