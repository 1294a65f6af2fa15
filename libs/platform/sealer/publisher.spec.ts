import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { emptyRoot, formatCheckpoint } from '@ledger/platform/audit-log/node';
import type { EventStore } from '@ledger/platform/event-store';
import type { SealedCheckpoint } from './checkpoint-stream';
import type { Cosigning } from './cosigning';
import { Publisher } from './publisher';

let folder: string;
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'publisher-')); });
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const sealed = (size: bigint): SealedCheckpoint =>
  ({ size, root: emptyRoot(), position: size, revision: size, note: `${formatCheckpoint({ origin: 'log', size, root: emptyRoot() })}\n— log AAAAAAAA\n` }) as SealedCheckpoint;

/** A publisher whose witnesses answer when they are let, and the sizes they were asked about. */
function publisher() {
  const asked: bigint[] = [];
  const waiting: (() => void)[] = [];
  const cosigning = {
    collect: async ({ note, size }: SealedCheckpoint) => {
      asked.push(size);
      await new Promise<void>((answer) => waiting.push(answer));
      return { note, cosignatures: 0, quorumMet: false };
    },
  } as unknown as Cosigning;
  const made = new Publisher({ store: {} as EventStore, folder, cosigning, recordedAt: () => '2024-01-01T00:00:00.000Z' });
  return { made, asked, answer: async () => { waiting.shift()!(); await new Promise((turn) => setTimeout(turn, 20)); } };
}

describe('the publisher', () => {
  it('asks witnesses once about a checkpoint, however many wait for it', async () => {
    const { made, asked, answer } = publisher();
    const both = [made.publish(sealed(1n)), made.publish(sealed(1n))];
    await answer();
    expect((await Promise.all(both)).map(({ size }) => size)).toEqual([1n, 1n]);
    expect(asked).toEqual([1n]);
  });

  it('goes on with the latest that came meanwhile, and asks again about one that is wanted again', async () => {
    const { made, asked, answer } = publisher();
    const first = made.publish(sealed(1n));
    const later = [made.publish(sealed(2n)), made.publish(sealed(3n))];
    await answer();
    expect((await first).size).toBe(1n);
    await answer();
    expect((await Promise.all(later)).map(({ size }) => size)).toEqual([3n, 3n]);
    const again = made.publish(sealed(3n));
    await answer();
    expect((await again).size).toBe(3n);
    expect(asked).toEqual([1n, 3n, 3n]);
  });
});
