import type { CommanderError } from 'commander';
import type { Language } from './door';

/** Commands whose exit code 2 is a verdict, so that wrong usage has another. */
const VERDICTS = new Set(['verify']);
const USAGE = 2;
const UNREADABLE = 3;

/** What is wrong with a command line, by commander's codes; `quoted` are the words that its message quotes. */
const VIETNAMESE: { readonly [code: string]: (quoted: readonly string[], choices: string) => string } = {
  'commander.unknownOption': ([option]) => `không có tùy chọn ${option}`,
  'commander.unknownCommand': ([command]) => `không có lệnh ${command}`,
  'commander.missingMandatoryOptionValue': ([option]) => `thiếu ${option}`,
  'commander.optionMissingArgument': ([option]) => `${option}: thiếu giá trị`,
  'commander.missingArgument': ([argument]) => `thiếu <${argument}>`,
  'commander.excessArguments': () => 'thừa tham số',
  'commander.invalidArgument': ([option, given], choices) => `${option}: không nhận «${given}»${choices}`,
};

/** Wrong usage in one line, with the command whose help to ask for. */
export function usageLine({ code, message }: CommanderError, command: readonly string[], language: Language): string {
  const [what = '', meant] = message.replace(/^error: /, '').split('\n');
  const quoted = [...what.matchAll(/'([^']*)'/g)].map(([, word]) => word!);
  const choices = / Allowed choices are (.+)\.$/.exec(what)?.[1];
  const guess = /Did you mean (?:one of )?(.+)\?\)$/.exec(meant ?? '')?.[1];
  const said = language === 'vi' ? (VIETNAMESE[code]?.(quoted, choices === undefined ? '' : `; chỉ nhận ${choices}`) ?? what) : what.replace(/\.$/, '');
  const asked = guess === undefined ? '' : language === 'vi' ? `; có phải ${guess}?` : `; did you mean ${guess}?`;
  const name = command.join(' ');
  return `${name}: ${said}${asked} (${name} --help)`;
}

/** The exit code of wrong usage. */
export const usageExit = (command: readonly string[]): number => (VERDICTS.has(command[1] ?? '') ? UNREADABLE : USAGE);
