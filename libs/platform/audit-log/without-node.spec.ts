import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import ts from 'typescript';

const compilerOptions: ts.CompilerOptions = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022, isolatedModules: true, verbatimModuleSyntax: false };

/** The library as a browser would run it: nothing but the language and what web pages have. Throws when it asks for more. */
function loadInBrowser(): { load: (module: string) => Record<string, unknown>; run: (code: string) => unknown } {
  const page = createContext({ TextEncoder, TextDecoder, atob, crypto: globalThis.crypto });
  const loaded = new Map<string, Record<string, unknown>>();
  const load = (module: string): Record<string, unknown> => {
    if (!/^\.\/[a-z0-9-]+$/.test(module)) throw new Error(`a browser has no ${module}`);
    const known = loaded.get(module);
    if (known) return known;
    const exports: Record<string, unknown> = {};
    loaded.set(module, exports);
    const { outputText } = ts.transpileModule(readFileSync(join(__dirname, `${module}.ts`), 'utf8'), { compilerOptions });
    (runInContext(`(exports, require) => {${outputText}\n}`, page) as (exports: object, require: typeof load) => void)(exports, load);
    return exports;
  };
  const run = (code: string): unknown => (runInContext(`(log) => (async () => { ${code} })()`, page) as (log: object) => unknown)(load('./index'));
  return { load, run };
}

describe('the library without Node', () => {
  const { load, run } = loadInBrowser();

  it('makes and verifies trees, notes and proofs', async () => {
    const verdict = await run(`
      const leaves = Array.from({ length: 300 }, (_, i) => log.leafHash(new TextEncoder().encode('entry ' + i)));
      const root = log.rootHash(leaves);
      const key = await log.signerKey('log.example', 1, new Uint8Array(32).fill(1));
      const witness = await log.signerKey('witness.example', 4, new Uint8Array(32).fill(2));
      const policy = log.parsePolicy('log ' + log.formatVerifierKey(key) + '\\nwitness w ' + log.formatVerifierKey(witness) + '\\nquorum w\\n');
      const checkpoint = await log.signNote(log.formatCheckpoint({ origin: 'log.example', size: 300, root }), [key, witness], { time: 1700000000 });
      const proof = log.formatTlogProof({ index: 41, hashes: log.inclusionProof(41, 300, leaves), checkpoint });
      const opened = await log.openTlogProof(proof, leaves[41], policy);
      const refused = await log.openTlogProof(proof, leaves[42], policy).catch((error) => error.reason);
      return [opened.quorumMet, refused, log.verifyConsistency(5, 300, log.consistencyProof(5, 300, leaves), log.rootHash(leaves.slice(0, 5)), root)].join();
    `);
    expect(verdict).toBe('true,not-included,true');
  });

  it('notices what a browser lacks', () => {
    expect(() => load('./node')).toThrow('a browser has no node:crypto');
    expect(() => load('@ledger/kit')).toThrow('a browser has no');
  });
});
