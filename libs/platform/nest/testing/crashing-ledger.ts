import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export interface LedgerProcess {
  readonly address: string;
  /** Ends it as a power cut would: nothing of it runs any more when this resolves. */
  kill(): Promise<void>;
}

/** Starts a ledger with the test register in a process of its own. */
export async function startLedgerProcess(folder: string): Promise<LedgerProcess> {
  const child = spawn(process.execPath, ['-r', '@swc-node/register', join(__dirname, 'crash-server.ts'), folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  const address = await addressOf(child);
  return {
    address,
    kill: async () => {
      const exited = once(child, 'exit');
      child.kill('SIGKILL');
      await exited;
    },
  };
}

async function addressOf(child: ChildProcess): Promise<string> {
  for await (const line of createInterface({ input: child.stdout! })) return line;
  throw new Error(`the ledger's process ended with ${child.exitCode} before it listened`);
}
