import { CommanderError } from 'commander';
import { endWithReader } from './closed-pipe';
import { commandLine } from './command-line';
import { registerKeeping } from './commands/keeping';
import { registerReading } from './commands/reading';
import { registerRecording } from './commands/recording';
import { registerSealing } from './commands/sealing';
import { Complaint } from './door';
import { saidBy } from './system-error';
import { usageExit, usageLine } from './usage-error';

endWithReader(process.stdout);
const line = commandLine(process.env);
for (const register of [registerReading, registerRecording, registerSealing, registerKeeping]) register(line);

/** The command that the words name, as far as they name one. */
function named(words: readonly string[]): readonly string[] {
  const names = ['ledger'];
  let at = line.program;
  for (const word of words) {
    const found = at.commands.find((command) => command.name() === word);
    if (found === undefined) continue;
    names.push(word);
    at = found;
  }
  return names;
}

/** Of what only shows help, or answers it, commander has printed everything. */
const isHelp = ({ code }: CommanderError): boolean => code === 'commander.help' || code === 'commander.helpDisplayed' || code === 'commander.version';

line.program.parseAsync().catch((error: unknown) => {
  if (error instanceof CommanderError) {
    const command = named(process.argv.slice(2));
    if (!isHelp(error)) process.stderr.write(`${usageLine(error, command, line.language)}\n`);
    process.exitCode = error.exitCode === 0 ? 0 : usageExit(command);
    return;
  }
  const complaint = saidBy(error, line.language);
  if (complaint) process.stderr.write(`ledger: ${complaint}\n`);
  process.exitCode = error instanceof Complaint ? error.exitCode : 1;
});
