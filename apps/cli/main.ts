import { writeFileSync } from 'node:fs';
import { ledgerDay } from '@ledger/kit';
import { Command, CommanderError, Option } from 'commander';
import { endWithReader } from './closed-pipe';
import { describeConfiguration } from './config';
import { Complaint, demand, languageOf, type Door } from './door';
import { openDoor } from './open-door';
import { rebuild } from './rebuild';
import { replay } from './replay';
import { issueReport, report } from './report';
import { say } from './text';
import { addUser, askPassword, disableUser, setPassword } from './user';

const language = languageOf(process.env);
endWithReader(process.stdout);
const print = (line: string): void => void process.stdout.write(`${line}\n`);

/** Opens the door, does the work, and closes it whatever happens. */
async function through<T>(work: (door: Door) => Promise<T>): Promise<T> {
  const { data, as } = program.opts<{ data?: string; as?: string }>();
  const door = await openDoor({ data, as, language, environment: process.env });
  try {
    return await work(door);
  } finally {
    await door.close();
  }
}

const collect = (pair: string, pairs: Record<string, string>): Record<string, string> => {
  const at = pair.indexOf('=');
  if (at < 1) throw new Complaint(`--param ${pair}: name=value`, 2);
  return { ...pairs, [pair.slice(0, at)]: pair.slice(at + 1) };
};

const program = new Command('ledger')
  .description(say('description', language))
  .option('--data <folder>', say('data', language))
  .option('--as <username>', say('as', language))
  .exitOverride()
  .allowExcessArguments(false)
  .showHelpAfterError();

program
  .command('report [name]')
  .description(say('report', language))
  .option('--year <year>', say('year', language))
  .option('--as-of <day>', say('asOf', language))
  .option('--known-at <position|instant>', say('knownAt', language))
  .addOption(new Option('--format <format>', say('format', language)).choices(['json', 'csv', 'xlsx']).default('json'))
  .option('--param <name=value>', say('param', language), collect, {})
  .option('--out <file>', say('out', language))
  .option('--record', say('record', language), false)
  .option('--reproduce <manifest>', say('reproduce', language))
  .option('--against <file>', say('against', language))
  .action(async (name: string | undefined, options: { year?: string; asOf?: string; knownAt?: string; format: string; param: Record<string, string>; out?: string; record: boolean; reproduce?: string; against?: string }) => {
    const { year, asOf, knownAt, format, param, out, reproduce: manifest, against } = options;
    if (manifest !== undefined) {
      const { reproduceReport } = await import('./reproduce');
      return print(await reproduceReport({ manifest, against, out, data: program.opts<{ data?: string }>().data, language, environment: process.env }));
    }
    if (name === undefined) throw new Complaint(say('reportName', language), 2);
    if (format === 'xlsx' && !out && process.stdout.isTTY) throw new Complaint(language === 'vi' ? 'Báo cáo .xlsx cần --out <tệp>.' : 'An .xlsx report needs --out <file>.', 2);
    const request = { name, parameters: { ...param, year, asOf, knownAt, format } };
    const { bytes, manifest: issued } = await through(async (door) => (options.record ? issueReport(door, language, request) : { bytes: await report(door, language, request), manifest: undefined }));
    if (out) writeFileSync(out, bytes);
    else process.stdout.write(format === 'json' ? Buffer.concat([bytes, Buffer.from('\n')]) : bytes);
    if (issued && out) writeFileSync(`${out}.manifest.json`, `${JSON.stringify(issued, null, 2)}\n`);
    if (issued) process.stderr.write(`${say('manifest', language)}: ${issued.id}\n`);
  });

program
  .command('receipt [id]')
  .description(say('receipt', language))
  .option('--out <file>', say('out', language))
  .option('--paper', say('paper', language), false)
  .option('--check <file>', say('checkReceipt', language))
  .option('--policy <file>', say('policy', language))
  .action(async (id: string | undefined, { out, paper, check, policy }: { out?: string; paper: boolean; check?: string; policy?: string }) => {
    const { checkReceipt, receipt } = await import('./receipt');
    if (check !== undefined) return print(await checkReceipt({ file: check, policy, language }));
    if (id === undefined) throw new Complaint(say('receiptId', language), 2);
    const bytes = await through((door) => receipt(door, language, { id, paper }));
    if (out) writeFileSync(out, bytes);
    else process.stdout.write(bytes);
  });

program
  .command('replay')
  .description(say('replay', language))
  .option('--stream <stream>', say('stream', language))
  .option('--until <position|instant>', say('until', language))
  .addOption(new Option('--format <format>', say('format', language)).choices(['text', 'json']).default('text'))
  .action(async (options: { stream?: string; until?: string; format: 'text' | 'json' }) => {
    const count = await through((door) => replay(door, { ...options, language }, print));
    if (count === 0) process.stderr.write(`${say('noEvents', language)}\n`);
  });

program
  .command('signals')
  .description(say('signals', language))
  .option('--signal <name>', say('signal', language))
  .option('--known-at <position|instant>', say('knownAt', language))
  .option('--param <name=value>', say('param', language), collect, {})
  .addOption(new Option('--format <format>', say('format', language)).choices(['text', 'json', 'csv', 'markdown']).default('text'))
  .action(async ({ signal, knownAt, param, format }: { signal?: string; knownAt?: string; param: Record<string, string>; format: 'text' | 'json' | 'csv' | 'markdown' }) => {
    if (signal === undefined && Object.keys(param).length > 0) throw new Complaint(say('signalParam', language), 2);
    const { signals } = await import('./signals');
    await through((door) => signals(door, language, { signal, knownAt, parameters: param, format }, print));
  });

program
  .command('rebuild [projection]')
  .description(say('rebuild', language))
  .action(async (name?: string) => {
    const done = await through((door) => rebuild(door, name, language));
    print(done.join(', '));
  });

program
  .command('import <file>')
  .description(say('import', language))
  .option('--command <name>', say('command', language))
  .option('--dry-run', say('dryRun', language), false)
  .addOption(new Option('--format <format>', say('format', language)).choices(['text', 'json']).default('text'))
  .action(async (file: string, options: { command?: string; dryRun: boolean; format: 'text' | 'json' }) => {
    const { importFile } = await import('./import');
    const counts = await through((door) =>
      importFile(door, { file, command: options.command, dryRun: options.dryRun, language }, (verdict) =>
        print(options.format === 'json' ? JSON.stringify(verdict) : [verdict.line, verdict.verdict, verdict.stream ?? '', verdict.problem ?? verdict.events?.join(', ') ?? ''].join('\t')),
      ),
    );
    process.stderr.write(`${[...counts].map(([verdict, count]) => `${verdict}: ${count}`).join(', ')}\n`);
    if (counts.has('refused') || counts.has('unusable')) process.exitCode = 1;
  });

program
  .command('config')
  .description(say('config', language))
  .addOption(new Option('--format <format>', say('format', language)).choices(['text', 'json']).default('text'))
  .action((options: { format: 'text' | 'json' }) => print(describeConfiguration(process.env, program.opts<{ data?: string }>().data, options.format)));

const user = program.command('user').description(say('user', language));
const passwordStdin = new Option('--password-stdin').default(false);

user
  .command('add <username>')
  .requiredOption('--name <name>')
  .requiredOption('--role <role>')
  .requiredOption('--unit <code>')
  .option('--program <code>')
  .option('--from <day>')
  .option('--until <day>')
  .addOption(passwordStdin)
  .action(async (username: string, options: { name: string; role: string; unit: string; program?: string; from?: string; until?: string; passwordStdin: boolean }) => {
    const password = await askPassword(options.passwordStdin, language);
    const from = options.from ?? ledgerDay(new Date().toISOString());
    await through((door) => addUser(door, language, { ...options, username, from }, password));
    print(username);
  });

user
  .command('disable <username>')
  .requiredOption('--reason <text>')
  .action((username: string, options: { reason: string }) => through((door) => disableUser(door, language, username, options.reason)));

user
  .command('password <username>')
  .addOption(passwordStdin)
  .action(async (username: string, options: { passwordStdin: boolean }) => {
    const password = await askPassword(options.passwordStdin, language);
    await through((door) => setPassword(door, language, username, password));
  });

const keys = program.command('keys').description(say('keys', language));
const keysSetting = () => ({ data: program.opts<{ data?: string }>().data, environment: process.env, language });
const printAll = (lines: readonly string[]): void => lines.forEach(print);

keys
  .command('create')
  .option('--origin <name>', say('origin', language))
  .option('--lost <vkey>', say('lostKey', language))
  .action(async (options: { origin?: string; lost?: string }) => printAll(await (await import('./keys')).createKeys(keysSetting(), options)));

keys.command('show').action(async () => printAll(await (await import('./keys')).showKeys(keysSetting())));

keys
  .command('rotate')
  .option('--days <n>', say('rotationDays', language), '30')
  .action(async ({ days }: { days: string }) => printAll(await (await import('./keys')).rotateKeys(keysSetting(), days)));

program
  .command('checkpoint')
  .description(say('checkpoint', language))
  .action(async () => {
    const { checkpoint } = await import('./keys');
    print(await through((door) => checkpoint(door, language)));
  });

program
  .command('witness')
  .description(say('witness', language))
  .option('--folder <folder>', say('witnessFolder', language), './witness')
  .option('--name <name>', say('witnessName', language))
  .option('--log <vkey>', say('witnessLog', language), (vkey: string, all: string[]) => [...all, vkey], [])
  .option('--host <host>', '', '127.0.0.1')
  .option('--port <port>', '', '3800')
  .action(async (options: { folder: string; name?: string; log: string[]; host: string; port: string }) => (await import('./witness')).runWitness(options, language, print));

program
  .command('forget <person>')
  .description(say('forget', language))
  .requiredOption('--legal-basis <number>', say('legalBasis', language))
  .requiredOption('--issued-on <day>', say('issuedOn', language))
  .option('--issuer <name>', say('issuer', language))
  .option('--reason <text>', say('reason', language))
  .option('--dry-run', say('dryRunForget', language), false)
  .action(async (person: string, options: { legalBasis: string; issuedOn: string; issuer?: string; reason?: string; dryRun: boolean }) => {
    const { forget, forgettingLines } = await import('./forget');
    const forgetting = await through((door) => forget(door, language, { ...options, person }));
    for (const line of forgettingLines(forgetting, options.dryRun, language)) print(line);
  });

program
  .command('backup')
  .description(say('backup', language))
  .option('--out <folder>', say('backupOut', language))
  .option('--check <folder>', say('backupCheck', language))
  .option('--without-personal-keys', say('withoutPersonalKeys', language), false)
  .option('--with-private-keys', say('withPrivateKeys', language), false)
  .action(async (options: { out?: string; check?: string; withoutPersonalKeys: boolean; withPrivateKeys: boolean }) => {
    const { out, check, withoutPersonalKeys, withPrivateKeys } = options;
    if ((out === undefined) === (check === undefined)) throw new Complaint('ledger backup --out <folder> | --check <folder>', 2);
    const { backup, checkedBackup } = await import('./backup');
    const { data } = program.opts<{ data?: string }>();
    const { id, made, position, files } = check === undefined
      ? await through((door) => backup(door, language, { data, out: out!, personal: !withoutPersonalKeys, privateKeys: withPrivateKeys }))
      : await checkedBackup(check);
    print([id, made, position ?? '-', String(files.length)].join('\t'));
  });

program
  .command('verify')
  .description(say('verify', language))
  .option('--policy <file>', say('verifyPolicy', language))
  .option('--trusted-checkpoint <file>', say('trustedCheckpoint', language))
  .option('--from-checkpoint', say('fromCheckpoint', language), false)
  .option('--max-age <duration>', say('maxAge', language))
  .option('--late <duration>', say('late', language))
  .addOption(new Option('--format <format>', say('format', language)).choices(['text', 'json']).default('text'))
  .action(async (options: { policy?: string; trustedCheckpoint?: string; fromCheckpoint: boolean; maxAge?: string; late?: string; format: 'text' | 'json' }) => {
    const { verify } = await import('./verify');
    process.exitCode = await verify({ ...options, data: program.opts<{ data?: string }>().data, environment: process.env, language }, print);
  });

program
  .command('bundle')
  .description(say('bundle', language))
  .requiredOption('--out <file>', say('bundleOut', language))
  .option('--register <name>', say('bundleRegister', language))
  .option('--unit <code>', say('bundleUnit', language))
  .option('--from <day>', say('bundleFrom', language))
  .option('--to <day>', say('bundleTo', language))
  .option('--held <file>', say('held', language))
  .option('--report <id=file>', say('bundleReport', language), (pair: string, pairs: readonly string[]) => [...pairs, pair], [])
  .action(async (options: { out: string; register?: string; unit?: string; from?: string; to?: string; held?: string; report: readonly string[] }) => {
    const { bundle } = await import('./bundle');
    for (const line of await bundle({ ...options, data: program.opts<{ data?: string }>().data, environment: process.env, language })) process.stderr.write(`${line}\n`);
  });

program
  .command('node')
  .description(say('node', language))
  .option('--port <port>', say('nodePort', language))
  .addOption(new Option('--role <role>', say('nodeRole', language)).choices(['outlet', 'store']))
  .action(async (options: { port?: string; role?: string }) => {
    const { serveEvents } = await import('./node');
    await serveEvents({ ...options, environment: process.env, data: program.opts<{ data?: string }>().data, language }, print);
  });

program
  .command('positions')
  .description(say('positions', language))
  .action(() => through(async (door) => print((await demand(door, language, 'GET', '/api/demo/positions')).body.toString('utf8'))));

program.parseAsync().catch((error: unknown) => {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? 0 : 2;
    return;
  }
  const complaint = error instanceof Error ? error.message : String(error);
  if (complaint) process.stderr.write(`ledger: ${complaint}\n`);
  process.exitCode = error instanceof Complaint ? error.exitCode : 1;
});
