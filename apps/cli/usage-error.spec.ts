import { CommanderError } from 'commander';
import { usageExit, usageLine } from './usage-error';

const line = (code: string, message: string, command: string[], language: 'vi' | 'en' = 'vi') => usageLine(new CommanderError(1, `commander.${code}`, message), command, language);

describe('wrong usage, in one line', () => {
  it.each([
    ['unknownOption', "error: unknown option '--ot'\n(Did you mean --out?)", 'ledger bundle: không có tùy chọn --ot; có phải --out? (ledger bundle --help)'],
    ['missingMandatoryOptionValue', "error: required option '--out <file>' not specified", 'ledger bundle: thiếu --out <file> (ledger bundle --help)'],
    ['optionMissingArgument', "error: option '--out <file>' argument missing", 'ledger bundle: --out <file>: thiếu giá trị (ledger bundle --help)'],
    ['missingArgument', "error: missing required argument 'person'", 'ledger bundle: thiếu <person> (ledger bundle --help)'],
    ['excessArguments', "error: too many arguments for 'bundle'. Expected 0 arguments but got 1.", 'ledger bundle: thừa tham số (ledger bundle --help)'],
    ['invalidArgument', "error: option '--format <format>' argument 'xml' is invalid. Allowed choices are text, json.", 'ledger bundle: --format <format>: không nhận «xml»; chỉ nhận text, json (ledger bundle --help)'],
  ])('%s', (code, message, says) => expect(line(code, message, ['ledger', 'bundle'])).toBe(says));

  it('in English, commander’s words', () => {
    expect(line('unknownCommand', "error: unknown command 'nod'\n(Did you mean node?)", ['ledger'], 'en')).toBe("ledger: unknown command 'nod'; did you mean node? (ledger --help)");
  });

  it('has an exit code that no verdict has', () => {
    expect([usageExit(['ledger', 'verify']), usageExit(['ledger', 'bundle']), usageExit(['ledger'])]).toEqual([3, 2, 2]);
  });
});
