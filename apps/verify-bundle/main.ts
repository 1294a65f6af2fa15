import { createHash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs';
import { verifyBundle, type BundleSource, type Verdict } from '@ledger/platform/audit-log/node';
import { Misused, parseArguments, type Wish } from './arguments';
import { HELP, languageOf, verdictLines } from './text';

const language = languageOf(process.env);

/** The bundle where it lies: it is read piece by piece, whatever its size. */
function fileSource(path: string): BundleSource & { close(): void } {
  const file = openSync(path, 'r');
  if (!fstatSync(file).isFile()) throw Object.assign(new Error(`${path} is no file`), { code: 'EISDIR' });
  return {
    size: fstatSync(file).size,
    read(offset, length) {
      const bytes = Buffer.alloc(length);
      return bytes.subarray(0, readSync(file, bytes, 0, length, offset));
    },
    close: () => closeSync(file),
  };
}

function showProgress(done: number, total: number): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${done}/${total}${done === total ? '\r\x1b[K' : ''}`);
}

async function verdictOn({ bundle, policy, keys, trustedCheckpoint, maxAge, lateAfter }: Wish): Promise<Verdict> {
  const source = fileSource(bundle);
  try {
    return await verifyBundle(source, {
      ...(policy !== undefined && { policy: readFileSync(policy) }),
      ...(keys.length > 0 && { verifierKeys: keys }),
      ...(trustedCheckpoint !== undefined && { trustedCheckpoint: readFileSync(trustedCheckpoint) }),
      maxAge,
      lateAfter,
      now: Date.now(),
      onProgress: showProgress,
    });
  } finally {
    source.close();
  }
}

async function main(words: readonly string[]): Promise<number> {
  if (words.includes('--help') || words.includes('-h')) return told(HELP[language]);
  if (words.includes('--version')) return told(`sha256:${ownHash()}\n`);
  const wish = parseArguments(words);
  const verdict = await verdictOn(wish);
  return told(wish.json ? `${JSON.stringify(verdict, null, 1)}\n` : `${verdictLines(verdict, language).join('\n')}\n`, verdict.exit);
}

function told(text: string, exitCode = 0): number {
  process.stdout.write(text);
  return exitCode;
}

/** What this file says of itself; whoever doubts it has another program hash it. */
const ownHash = (): string => createHash('sha256').update(readFileSync(process.argv[1]!)).digest('hex');

main(process.argv.slice(2)).then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    const isUnreadable = (error as { readonly code?: unknown }).code !== undefined;
    if (error instanceof Misused) process.stderr.write(`${error.message}\n\n${HELP[language]}`);
    else process.stderr.write(`verify-bundle: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = error instanceof Misused || isUnreadable ? 3 : 4;
  },
);
