import { Option } from 'commander';
import { ledgerDay } from '@ledger/kit';
import type { CommandLine } from '../command-line';
import { rebuild } from '../rebuild';
import { addUser, askPassword, disableUser, setPassword } from '../user';

/** Registers the commands by which facts, accounts and tables come about. */
export function registerRecording(line: CommandLine): void {
  registerImport(line);
  registerUser(line);
  const { program, language, say, print, through } = line;
  program
    .command('rebuild [projection]')
    .description(say('rebuild'))
    .action(async (name?: string) => print((await through((door) => rebuild(door, name, language))).join(', ')));
}

function registerImport({ program, language, say, print, through, format }: CommandLine): void {
  program
    .command('import <file>')
    .description(say('import'))
    .option('--command <name>', say('command'))
    .option('--dry-run', say('dryRun'), false)
    .addOption(format(['text', 'json']))
    .action(async (file: string, options: { command?: string; dryRun: boolean; format: 'text' | 'json' }) => {
      const { importFile } = await import('../import');
      const counts = await through((door) =>
        importFile(door, { file, command: options.command, dryRun: options.dryRun, language }, (verdict) =>
          print(options.format === 'json' ? JSON.stringify(verdict) : [verdict.line, verdict.verdict, verdict.stream ?? '', verdict.problem ?? verdict.events?.join(', ') ?? ''].join('\t')),
        ),
      );
      process.stderr.write(`${[...counts].map(([verdict, count]) => `${verdict}: ${count}`).join(', ')}\n`);
      if (counts.has('refused') || counts.has('unusable')) process.exitCode = 1;
    });
}

interface NewUser {
  readonly name: string;
  readonly role: string;
  readonly unit: string;
  readonly program?: string;
  readonly from?: string;
  readonly until?: string;
  readonly passwordStdin: boolean;
}

function registerUser({ program, language, say, print, through }: CommandLine): void {
  const user = program.command('user').description(say('user'));
  const passwordStdin = new Option('--password-stdin', say('passwordStdin')).default(false);
  user
    .command('add <username>')
    .description(say('userAdd'))
    .requiredOption('--name <name>', say('userName'))
    .requiredOption('--role <role>', say('userRole'))
    .requiredOption('--unit <code>', say('userUnit'))
    .option('--program <code>', say('userProgram'))
    .option('--from <day>', say('userFrom'))
    .option('--until <day>', say('userUntil'))
    .addOption(passwordStdin)
    .action(async (username: string, options: NewUser) => {
      const password = await askPassword(options.passwordStdin, language);
      const from = options.from ?? ledgerDay(new Date().toISOString());
      await through((door) => addUser(door, language, { ...options, username, from }, password));
      print(username);
    });
  user
    .command('disable <username>')
    .description(say('userDisable'))
    .requiredOption('--reason <text>', say('reason'))
    .action((username: string, options: { reason: string }) => through((door) => disableUser(door, language, username, options.reason)));
  user
    .command('password <username>')
    .description(say('userPassword'))
    .addOption(passwordStdin)
    .action(async (username: string, options: { passwordStdin: boolean }) => {
      const password = await askPassword(options.passwordStdin, language);
      await through((door) => setPassword(door, language, username, password));
    });
}
