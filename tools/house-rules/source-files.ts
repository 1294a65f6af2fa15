import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

export const workspace = path.resolve(__dirname, '../..');

/** Every file that is, or is about to be, under version control; paths relative to the workspace. */
export const trackedFiles: readonly string[] = execFileSync('git', ['-c', 'safe.directory=*', 'ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: workspace,
  encoding: 'utf8',
  maxBuffer: 64 * 1024 * 1024,
})
  .split('\n')
  .filter((file) => file !== '' && existsSync(path.join(workspace, file)));

export const readSource = (file: string): string => readFileSync(path.join(workspace, file), 'utf8');

export const codeFiles = trackedFiles.filter((file) => /\.(ts|tsx|mjs|cjs|js)$/.test(file));

/** What is written in words: not archives, images or spreadsheets. */
export const textFiles = trackedFiles.filter((file) => /(\.(ts|tsx|mjs|cjs|js|json|md|txt|csv|jsonl|yml|yaml|proto|sql|svg|html|css)|^[^.]*|\/[^.]*|^\.[^.]*|^\.ci\/.*)$/.test(file));

export const lineCount = (file: string): number => readSource(file).split('\n').length;
