import { writeFileSync } from 'node:fs';
import { pairs, type CommandLine } from '../command-line';
import { Complaint } from '../door';
import { positions } from '../positions';
import { replay } from '../replay';
import { issueReport, report } from '../report';

interface ReportOptions {
  readonly year?: string;
  readonly asOf?: string;
  readonly knownAt?: string;
  readonly format: string;
  readonly param: Record<string, string>;
  readonly out?: string;
  readonly record: boolean;
  readonly reproduce?: string;
  readonly against?: string;
}

/** Registers the commands that read what the ledger knows. */
export function registerReading(line: CommandLine): void {
  registerReport(line);
  registerReceipt(line);
  registerReplay(line);
  const { program, language, say, print, through, format } = line;
  program
    .command('signals')
    .description(say('signals'))
    .option('--signal <name>', say('signal'))
    .option('--known-at <position|instant>', say('knownAt'))
    .option('--param <name=value>', say('param'), pairs, {})
    .addOption(format(['text', 'json', 'csv', 'markdown']))
    .action(async (options: { signal?: string; knownAt?: string; param: Record<string, string>; format: 'text' | 'json' | 'csv' | 'markdown' }) => {
      const { signal, knownAt, param } = options;
      if (signal === undefined && Object.keys(param).length > 0) throw new Complaint(say('signalParam'), 2);
      const { signals } = await import('../signals');
      await through((door) => signals(door, language, { signal, knownAt, parameters: param, format: options.format }, print));
    });
  program
    .command('positions')
    .description(say('positions'))
    .addOption(format(['text', 'json']))
    .action((options: { format: 'text' | 'json' }) => through((door) => positions(door, language, options.format, print)));
}

function registerReport({ program, language, say, print, through, setting, format }: CommandLine): void {
  program
    .command('report [name]')
    .description(say('report'))
    .option('--year <year>', say('year'))
    .option('--as-of <day>', say('asOf'))
    .option('--known-at <position|instant>', say('knownAt'))
    .addOption(format(['json', 'csv', 'xlsx']))
    .option('--param <name=value>', say('param'), pairs, {})
    .option('--out <file>', say('out'))
    .option('--record', say('record'), false)
    .option('--reproduce <manifest>', say('reproduce'))
    .option('--against <file>', say('against'))
    .action(async (name: string | undefined, options: ReportOptions) => {
      const { year, asOf, knownAt, param, out, reproduce: manifest, against } = options;
      if (manifest !== undefined) {
        const { reproduceReport } = await import('../reproduce');
        return print(await reproduceReport({ manifest, against, out, ...setting() }));
      }
      if (name === undefined) throw new Complaint(say('reportName'), 2);
      if (options.format === 'xlsx' && !out && process.stdout.isTTY) throw new Complaint(say('xlsxOut'), 2);
      const request = { name, parameters: { ...param, year, asOf, knownAt, format: options.format } };
      const { bytes, manifest: issued } = await through(async (door) => (options.record ? issueReport(door, language, request) : { bytes: await report(door, language, request), manifest: undefined }));
      if (out) writeFileSync(out, bytes);
      else process.stdout.write(options.format === 'json' ? Buffer.concat([bytes, Buffer.from('\n')]) : bytes);
      if (issued && out) writeFileSync(`${out}.manifest.json`, `${JSON.stringify(issued, null, 2)}\n`);
      if (issued) process.stderr.write(`${say('manifest')}: ${issued.id}\n`);
    });
}

function registerReceipt({ program, language, say, print, through }: CommandLine): void {
  program
    .command('receipt [id]')
    .description(say('receipt'))
    .option('--out <file>', say('out'))
    .option('--paper', say('paper'), false)
    .option('--check <file>', say('checkReceipt'))
    .option('--policy <file>', say('policy'))
    .action(async (id: string | undefined, { out, paper, check, policy }: { out?: string; paper: boolean; check?: string; policy?: string }) => {
      const { checkReceipt, receipt } = await import('../receipt');
      if (check !== undefined) return print(await checkReceipt({ file: check, policy, language }));
      if (id === undefined) throw new Complaint(say('receiptId'), 2);
      const bytes = await through((door) => receipt(door, language, { id, paper }));
      if (out) writeFileSync(out, bytes);
      else process.stdout.write(bytes);
    });
}

function registerReplay({ program, language, say, print, through, format }: CommandLine): void {
  program
    .command('replay')
    .description(say('replay'))
    .option('--stream <stream>', say('stream'))
    .option('--until <position|instant>', say('until'))
    .addOption(format(['text', 'json']))
    .action(async (options: { stream?: string; until?: string; format: 'text' | 'json' }) => {
      const count = await through((door) => replay(door, { ...options, language }, print));
      if (count === 0) process.stderr.write(`${say('noEvents')}\n`);
    });
}
