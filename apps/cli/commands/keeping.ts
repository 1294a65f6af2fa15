import { Option } from 'commander';
import type { CommandLine } from '../command-line';
import { describeConfiguration } from '../config';
import { Complaint } from '../door';

interface ForgetOptions {
  readonly legalBasis: string;
  readonly issuedOn: string;
  readonly issuer?: string;
  readonly reason?: string;
  readonly dryRun: boolean;
}

/** Registers the commands of whoever keeps the ledger: settings, backups, persons to forget, the event node. */
export function registerKeeping(line: CommandLine): void {
  registerForget(line);
  registerBackup(line);
  const { program, say, print, setting, format } = line;
  program
    .command('config')
    .description(say('config'))
    .addOption(format(['text', 'json']))
    .action((options: { format: 'text' | 'json' }) => print(describeConfiguration(process.env, setting().data, options.format)));
  program
    .command('node')
    .description(say('node'))
    .option('--port <port>', say('nodePort'))
    .addOption(new Option('--role <role>', say('nodeRole')).choices(['outlet', 'store']))
    .action(async (options: { port?: string; role?: string }) => {
      const { serveEvents } = await import('../node');
      await serveEvents({ ...options, ...setting() }, print);
    });
}

function registerForget({ program, language, say, print, through }: CommandLine): void {
  program
    .command('forget <person>')
    .description(say('forget'))
    .requiredOption('--legal-basis <number>', say('legalBasis'))
    .requiredOption('--issued-on <day>', say('issuedOn'))
    .option('--issuer <name>', say('issuer'))
    .option('--reason <text>', say('reason'))
    .option('--dry-run', say('dryRunForget'), false)
    .action(async (person: string, options: ForgetOptions) => {
      const { forget, forgettingLines } = await import('../forget');
      const forgetting = await through((door) => forget(door, language, { ...options, person }));
      for (const told of forgettingLines(forgetting, options.dryRun, language)) print(told);
    });
}

function registerBackup({ program, language, say, print, through, setting }: CommandLine): void {
  program
    .command('backup')
    .description(say('backup'))
    .option('--out <folder>', say('backupOut'))
    .option('--check <folder>', say('backupCheck'))
    .option('--without-personal-keys', say('withoutPersonalKeys'), false)
    .option('--with-private-keys', say('withPrivateKeys'), false)
    .action(async (options: { out?: string; check?: string; withoutPersonalKeys: boolean; withPrivateKeys: boolean }) => {
      const { out, check, withoutPersonalKeys, withPrivateKeys } = options;
      if ((out === undefined) === (check === undefined)) throw new Complaint('ledger backup --out <folder> | --check <folder>', 2);
      const { backup, checkedBackup } = await import('../backup');
      const { id, made, position, files } = check === undefined
        ? await through((door) => backup(door, language, { data: setting().data, out: out!, personal: !withoutPersonalKeys, privateKeys: withPrivateKeys }))
        : await checkedBackup(check, language);
      print([id, made, position ?? '-', String(files.length)].join('\t'));
    });
}
