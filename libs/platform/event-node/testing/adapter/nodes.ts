import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { openEmbeddedStore, type EmbeddedStore } from '@ledger/platform/event-store/embedded';
import { compiled } from '@ledger/platform/event-store/embedded/crash/compiled';
import { startNode } from '../..';

/** Where a compiled file finds the packages. */
const NODE_PATH = join(__dirname, '../../../../../node_modules');

const addressOf = (port: number): string => `esdb://127.0.0.1:${port}?tls=false`;

/** A node in this process, over a folder of its own. */
export interface RunningNode {
  readonly address: string;
  readonly store: EmbeddedStore;
  close(): Promise<void>;
}

export async function openNode(): Promise<RunningNode> {
  const folder = mkdtempSync(join(tmpdir(), 'esdb-node-'));
  const store = await openEmbeddedStore({ folder });
  const node = await startNode({ store, port: 0, role: 'store', registers: ['contract'] });
  return {
    address: addressOf(node.port),
    store,
    close: async () => {
      await node.close();
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A node in a process of its own, which can be killed and started again at the same address over the same folder. */
export class NodeProcess {
  private readonly folder = mkdtempSync(join(tmpdir(), 'esdb-node-process-'));
  private readonly main = compiled(this.folder, 'platform/event-node/testing/adapter/node-process.js', ['platform/event-node', 'platform/sealer']);
  private child: ChildProcess | undefined;
  private port = 0;

  get address(): string {
    return addressOf(this.port);
  }

  async start(): Promise<void> {
    const child = spawn(process.execPath, [this.main, join(this.folder, 'data'), String(this.port)], { env: { ...process.env, NODE_PATH }, stdio: ['ignore', 'pipe', 'inherit'] });
    this.child = child;
    for await (const line of createInterface({ input: child.stdout! })) {
      this.port = Number(line);
      return;
    }
    throw new Error(`the node ended with ${child.exitCode} before it listened`);
  }

  /** Ends it as a power cut would. */
  async kill(): Promise<void> {
    const { child } = this;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
  }

  async remove(): Promise<void> {
    await this.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
