import { randomUUID } from 'node:crypto';
import { cpSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import type { JsonObject } from '@ledger/kit';
import { formatNote, formatVerifierKey, parseNote, parsePolicy, signerKey, signText, type Policy, type SignerKey } from '@ledger/platform/audit-log/node';
import { openEmbeddedReader, openEmbeddedStore, StoredRows, type EmbeddedStore } from '@ledger/platform/event-store/embedded';
import { fill, PATTERN } from '@ledger/platform/sealer/testing/sample-events';
import { SealingPlace } from '@ledger/platform/sealer/testing/sealing';
import { verifyStore, type StoreVerdict, type VerifyStoreOptions } from '../verify-store';

/** A data folder of a ledger that was sealed as a real one is, to be attacked as a hostile hand would. */
export class SealedLedger {
  readonly place = new SealingPlace();
  /** The note of each checkpoint that was asked for. */
  readonly notes: string[] = [];
  private filled = 0;
  private copies = 0;

  static async create(...counts: readonly number[]): Promise<SealedLedger> {
    const ledger = new SealedLedger();
    await ledger.place.createKeys();
    for (const count of counts) await ledger.record(count);
    return ledger;
  }

  /** Records events, and seals them unless told not to. */
  async record(count: number, { seal = true } = {}): Promise<void> {
    const store = await openEmbeddedStore({ folder: this.place.data });
    try {
      await fill(store, count, this.filled);
      this.filled += count;
      if (seal) await this.sealing(store);
    } finally {
      await store.close();
    }
  }

  /** Records one event of any kind, and seals it. */
  async recordEvent(stream: string, type: string, data: JsonObject): Promise<void> {
    const store = await openEmbeddedStore({ folder: this.place.data });
    try {
      await store.append(stream, [{ id: randomUUID(), type, data, metadata: { recordedAt: new Date().toISOString(), schemaVersion: 1 } }], 'any');
      await this.sealing(store);
    } finally {
      await store.close();
    }
  }

  /** Writes what no command writes, as a client of the node could, and seals it. */
  async writeAsClient(write: (store: EmbeddedStore) => Promise<unknown>): Promise<void> {
    const store = await openEmbeddedStore({ folder: this.place.data });
    try {
      await write(store);
      await this.sealing(store);
    } finally {
      await store.close();
    }
  }

  /** Seals what is there; rejects where the sealer refuses. */
  async seal(): Promise<void> {
    const store = await openEmbeddedStore({ folder: this.place.data });
    try {
      await this.sealing(store);
    } finally {
      await store.close();
    }
  }

  private async sealing(store: Awaited<ReturnType<typeof openEmbeddedStore>>): Promise<void> {
    const sealer = this.place.sealer(store);
    await sealer.start();
    try {
      this.notes.push(await sealer.checkpointNow());
    } finally {
      await sealer.close();
    }
  }

  async verify(more: Partial<VerifyStoreOptions> = {}): Promise<StoreVerdict> {
    const store = await openEmbeddedReader({ folder: this.place.data });
    const rows = new StoredRows(this.place.data);
    try {
      return await verifyStore({ store, rows, pattern: PATTERN, folder: this.place.folder, ownPolicy: await this.ownPolicy(), ...more });
    } finally {
      rows.close();
      await store.close();
    }
  }

  async ownPolicy(): Promise<Policy> {
    return { logs: (await this.place.keys()).known.map((key) => ({ key })), witnesses: [], groups: [], quorum: 'none' };
  }

  /** A policy of somebody outside: this log's key, and a witness. */
  async witnessPolicy(witness: SignerKey): Promise<Policy> {
    return parsePolicy(`log ${formatVerifierKey((await this.place.keys()).signers[0]!)}\nwitness inspectorate ${formatVerifierKey(witness)}\nquorum inspectorate\n`);
  }

  /** Edits the file of the events, past everything that guards it. */
  sql(...statements: readonly string[]): void {
    const db = new DatabaseSync(join(this.place.data, 'events.db'));
    try {
      for (const statement of statements) db.exec(statement);
      db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    } finally {
      db.close();
    }
  }

  query<Row>(sql: string): Row[] {
    const db = new DatabaseSync(join(this.place.data, 'events.db'));
    try {
      return db.prepare(sql).all() as Row[];
    } finally {
      db.close();
    }
  }

  file(name: string): string {
    return join(this.place.data, name);
  }

  text(name: string): string {
    return readFileSync(this.file(name), 'utf8');
  }

  /** A copy of the whole folder, to go back to. */
  keep(): () => void {
    const copy = `${this.place.data}.copy-${this.copies++}`;
    cpSync(this.place.data, copy, { recursive: true });
    return () => {
      rmSync(this.place.data, { recursive: true });
      cpSync(copy, this.place.data, { recursive: true });
      rmSync(copy, { recursive: true });
    };
  }

  remove(): void {
    for (let copy = 0; copy < this.copies; copy++) rmSync(`${this.place.data}.copy-${copy}`, { recursive: true, force: true });
    this.place.remove();
  }
}

export const witnessKey = (): Promise<SignerKey> => signerKey('inspectorate.example', 4, new Uint8Array(32).fill(9));

/** The note with a witness's cosignature. */
export async function cosigned(note: string, witness: SignerKey, time: number): Promise<string> {
  const { text, signatures } = parseNote(note);
  return formatNote({ text, signatures: [...signatures, await signText(text, witness, { time })] });
}
