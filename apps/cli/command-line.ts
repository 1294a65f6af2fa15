import { Command, Option } from 'commander';
import { languageOf, Complaint, type Door, type Language } from './door';
import { openDoor } from './open-door';
import { say, type Said } from './text';

/** What every command is registered with. */
export interface CommandLine {
  readonly program: Command;
  readonly language: Language;
  /** The CLI's own words in the language of the environment. */
  readonly say: (key: Said) => string;
  /** A line on standard output. */
  readonly print: (line: string) => void;
  /** Opens the door, does the work, and closes it whatever happens. */
  through<T>(work: (door: Door) => Promise<T>): Promise<T>;
  /** Where the ledger is, for commands that go without a door. */
  setting(): { readonly data: string | undefined; readonly environment: NodeJS.ProcessEnv; readonly language: Language };
  /** `--format`, of which the first choice is the default. */
  format(choices: readonly [string, ...string[]]): Option;
}

/** The command line before any command is registered. Wrong usage is thrown, and printed by nobody. */
export function commandLine(environment: NodeJS.ProcessEnv): CommandLine {
  const language = languageOf(environment);
  const words = (key: Said): string => say(key, language);
  const program = new Command('ledger')
    .description(words('description'))
    .option('--data <folder>', words('data'))
    .option('--as <username>', words('as'))
    .exitOverride()
    .configureOutput({ outputError: () => undefined })
    .allowExcessArguments(false);
  const data = (): string | undefined => program.opts<{ data?: string }>().data;
  return {
    program, language, say: words,
    print: (line) => void process.stdout.write(`${line}\n`),
    async through(work) {
      const door = await openDoor({ data: data(), as: program.opts<{ as?: string }>().as, language, environment });
      try {
        return await work(door);
      } finally {
        await door.close();
      }
    },
    setting: () => ({ data: data(), environment, language }),
    format: (choices) => new Option('--format <format>', words('format')).choices(choices).default(choices[0]),
  };
}

/** Collects `name=value` pairs of an option that may be given more than once. */
export function pairs(pair: string, before: Record<string, string>): Record<string, string> {
  const at = pair.indexOf('=');
  if (at < 1) throw new Complaint(`--param ${pair}: name=value`, 2);
  return { ...before, [pair.slice(0, at)]: pair.slice(at + 1) };
}

/** Collects the words of an option that may be given more than once. */
export const several = (word: string, before: readonly string[]): readonly string[] => [...before, word];
