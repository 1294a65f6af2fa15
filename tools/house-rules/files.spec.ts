import { codeFiles, lineCount, readSource, textFiles, trackedFiles } from './source-files';

const longestFile_lines = 400;
const longestIndex_lines = 60;

describe('files', () => {
  it('fit on a few screens', () => {
    const tooLong = codeFiles.filter((file) => lineCount(file) > longestFile_lines).map((file) => `${file}: ${lineCount(file)} lines`);
    expect(tooLong).toEqual([]);
  });

  it('are named after their subject', () => {
    const emptyName = /(^|[-./])(utils?|helpers?|common|manager|impl|misc)\.[a-z.]+$/;
    expect(codeFiles.filter((file) => emptyName.test(file))).toEqual([]);
  });

  it('have kebab-case names', () => {
    const kebab = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9-]+)*$/;
    expect(codeFiles.filter((file) => !kebab.test(file.split('/').at(-1)!))).toEqual([]);
  });

  it('open a room with a short index', () => {
    const indexes = codeFiles.filter((file) => /^libs\/.*\/index\.ts$/.test(file));
    expect(indexes.filter((file) => lineCount(file) > longestIndex_lines)).toEqual([]);
  });

  it('say nothing about the machine they were written on', () => {
    const machinePath = /(^|[\s"'`(=:])\/(work|root|home|Users)\/|[A-Z]:\\Users\\/m;
    const tellingFiles = textFiles.filter((file) => file !== 'package-lock.json' && machinePath.test(readSource(file)));
    expect(tellingFiles).toEqual([]);
  });

  it('keep the lock free of registry addresses', () => {
    expect(readSource('package-lock.json')).not.toMatch(/"resolved"/);
  });

  it('pin every package exactly', () => {
    const { dependencies, devDependencies, overrides } = JSON.parse(readSource('package.json')) as Record<string, Record<string, string>>;
    const all = Object.entries({ ...dependencies, ...devDependencies, ...overrides });
    expect(all.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([]);
  });

  it('carry the licence', () => {
    expect(trackedFiles).toContain('LICENSE');
    expect(readSource('LICENSE')).toContain('Apache License');
    expect(JSON.parse(readSource('package.json'))).toMatchObject({ license: 'Apache-2.0' });
  });
});

describe('specs', () => {
  const specs = codeFiles.filter((file) => /\.spec\.tsx?$/.test(file));

  it('run whole: none is singled out', () => {
    const singledOut = /\b(it|test|describe)\.only\b|\b(fit|fdescribe)\(/;
    expect(specs.filter((file) => singledOut.test(readSource(file)) && !file.startsWith('tools/house-rules/'))).toEqual([]);
  });

  it('are skipped only with a reason on the line or the line above', () => {
    const skips = /\b(it|test|describe)\.(skip|todo)\b|\b(xit|xdescribe)\(/;
    const withoutReason = specs
      .filter((file) => !file.startsWith('tools/house-rules/'))
      .flatMap((file) => {
        const lines = readSource(file).split('\n');
        return lines.flatMap((line, index) => {
          const saysWhy = line.includes('//') || (lines[index - 1] ?? '').trim().startsWith('//');
          return skips.test(line) && !saysWhy ? [`${file}:${index + 1}`] : [];
        });
      });
    expect(withoutReason).toEqual([]);
  });
});
