import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { dirname } from 'node:path';
import type { BenchRow } from './bench-row';

interface Suite {
  run(options: { readonly size: number; readonly parts?: readonly string[] }): Promise<readonly BenchRow[]>;
}

/** Loaded one at a time, so that one suite's memory and threads are not another's. */
const SUITES: { readonly [name: string]: () => Promise<Suite> } = {
  'event-store': () => import('./event-store.bench'),
  'event-node': () => import('./event-node.bench'),
  'read-store': () => import('./read-store.bench'),
  commands: () => import('./commands.bench'),
  'audit-log': () => import('./audit-log.bench'),
  sealing: () => import('./sealing.bench'),
  verification: () => import('./verification.bench'),
  browser: () => import('./browser.bench'),
};

const HELP = `npm run bench -- [suite …] [--size 100000] [--size 1000000] [--part name] [--out file.json]

Suites: ${Object.keys(SUITES).join(', ')} (default: all).
--size N   events to measure at; may be given more than once (default: 100000 and 1000000)
--part P   of the suite browser only this: first-load, lists, replay, integrity; may be given more than once
--out F    where the rows go as JSON (default: dist/bench.json)

A ratio compares two values of one run on one machine; goals are ratios or absolute values as the row says.
`;

interface Wish {
  readonly suites: readonly string[];
  readonly sizes: readonly number[];
  /** Default: every part. */
  readonly parts?: readonly string[];
  readonly out: string;
}

function parse(args: readonly string[]): Wish {
  const suites: string[] = [];
  const sizes: number[] = [];
  const parts: string[] = [];
  let out = 'dist/bench.json';
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at]!;
    if (arg === '--size') sizes.push(Number(args[(at += 1)]));
    else if (arg === '--part') parts.push(args[(at += 1)] ?? '');
    else if (arg === '--out') out = args[(at += 1)] ?? out;
    else if (SUITES[arg]) suites.push(arg);
    else throw new Error(`unknown argument ${arg}\n${HELP}`);
  }
  if (sizes.some((size) => !Number.isSafeInteger(size) || size < 1_000)) throw new Error('--size takes a whole number from 1000');
  return { suites: suites.length > 0 ? suites : Object.keys(SUITES), sizes: sizes.length > 0 ? sizes : [100_000, 1_000_000], ...(parts.length > 0 && { parts }), out };
}

const shown = (value: number): string => (value >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(3));

function verdict(row: BenchRow): string {
  if (row.most !== undefined) return row.value <= row.most ? `at most ${row.most} met` : `at most ${row.most} MISSED`;
  if (row.goal === undefined) return '';
  return (row.ratio?.value ?? row.value) >= row.goal ? `goal ${row.goal} met` : `goal ${row.goal} MISSED`;
}

function tableLine(row: BenchRow): string {
  const ratio = row.ratio ? `${row.ratio.value.toFixed(2)} × ${row.ratio.to}` : '';
  return [row.suite.padEnd(12), (row.size ? shown(row.size) : '').padStart(10), row.name.padEnd(58), shown(row.value).padStart(12), row.unit.padEnd(12), ratio.padEnd(44), verdict(row)].join('  ').trimEnd();
}

async function main(): Promise<void> {
  const args = process.argv.slice(2);
  if (args.includes('--help') || args.includes('-h')) return void process.stdout.write(HELP);
  const wish = parse(args);
  const rows: BenchRow[] = [];
  for (const size of wish.sizes) {
    for (const name of wish.suites) {
      process.stderr.write(`… ${name} at ${shown(size)}\n`);
      const suite = await SUITES[name]!();
      for (const row of await suite.run({ size, parts: wish.parts })) {
        rows.push(row);
        process.stdout.write(`${tableLine(row)}\n`);
      }
    }
  }
  mkdirSync(dirname(wish.out), { recursive: true });
  writeFileSync(wish.out, `${JSON.stringify({ node: process.version, cpu: cpus()[0]?.model, cores: cpus().length, measuredAt: new Date().toISOString(), rows }, null, 1)}\n`);
  process.stdout.write(`${rows.length} rows → ${wish.out}\n`);
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`bench: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
