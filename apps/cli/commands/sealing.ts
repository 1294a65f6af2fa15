import { several, type CommandLine } from '../command-line';

/** Registers the commands about the seal: its keys, its witnesses, and whether it holds. */
export function registerSealing(line: CommandLine): void {
  registerKeys(line);
  registerWitness(line);
  registerVerify(line);
  registerBundle(line);
}

function registerKeys({ program, language, say, print, through, setting }: CommandLine): void {
  const keys = program.command('keys').description(say('keys'));
  const printAll = (lines: readonly string[]): void => lines.forEach(print);
  keys
    .command('create')
    .description(say('keysCreate'))
    .option('--origin <name>', say('origin'))
    .option('--lost <vkey>', say('lostKey'))
    .action(async (options: { origin?: string; lost?: string }) => printAll(await (await import('../keys')).createKeys(setting(), options)));
  keys
    .command('show')
    .description(say('keysShow'))
    .action(async () => printAll(await (await import('../keys')).showKeys(setting())));
  keys
    .command('rotate')
    .description(say('keysRotate'))
    .option('--days <n>', say('rotationDays'), '30')
    .action(async ({ days }: { days: string }) => printAll(await (await import('../keys')).rotateKeys(setting(), days)));
  program
    .command('checkpoint')
    .description(say('checkpoint'))
    .action(async () => {
      const { checkpoint } = await import('../keys');
      print(await through((door) => checkpoint(door, language)));
    });
}

function registerWitness({ program, language, say, print }: CommandLine): void {
  program
    .command('witness')
    .description(say('witness'))
    .option('--folder <folder>', say('witnessFolder'), './witness')
    .option('--name <name>', say('witnessName'))
    .option('--log <vkey>', say('witnessLog'), several, [])
    .option('--host <host>', say('witnessHost'), '127.0.0.1')
    .option('--port <port>', say('witnessPort'), '3800')
    .action(async (options: { folder: string; name?: string; log: string[]; host: string; port: string }) => (await import('../witness')).runWitness(options, language, print));
}

function registerVerify({ program, say, print, setting, format }: CommandLine): void {
  program
    .command('verify')
    .description(say('verify'))
    .option('--policy <file>', say('verifyPolicy'))
    .option('--trusted-checkpoint <file>', say('trustedCheckpoint'))
    .option('--from-checkpoint', say('fromCheckpoint'), false)
    .option('--max-age <duration>', say('maxAge'))
    .option('--late <duration>', say('late'))
    .addOption(format(['text', 'json']))
    .action(async (options: { policy?: string; trustedCheckpoint?: string; fromCheckpoint: boolean; maxAge?: string; late?: string; format: 'text' | 'json' }) => {
      const { verify } = await import('../verify');
      process.exitCode = await verify({ ...options, ...setting() }, print);
    });
}

function registerBundle({ program, say, setting }: CommandLine): void {
  program
    .command('bundle')
    .description(say('bundle'))
    .requiredOption('--out <file>', say('bundleOut'))
    .option('--register <name>', say('bundleRegister'))
    .option('--unit <code>', say('bundleUnit'))
    .option('--from <day>', say('bundleFrom'))
    .option('--to <day>', say('bundleTo'))
    .option('--held <file>', say('held'))
    .option('--report <id=file>', say('bundleReport'), several, [])
    .action(async (options: { out: string; register?: string; unit?: string; from?: string; to?: string; held?: string; report: readonly string[] }) => {
      const { bundle } = await import('../bundle');
      for (const told of await bundle({ ...options, ...setting() })) process.stderr.write(`${told}\n`);
    });
}
