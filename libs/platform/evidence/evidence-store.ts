import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import type { FileHandle } from 'node:fs/promises';
import type { EvidenceRecord, OfficeStore, Upload } from '@ledger/platform/office-store';
import { EvidenceFolder, hashOf } from './evidence-folder';
import { asRefused, EvidenceRefused } from './evidence-refused';
import { safeName } from './file-names';
import { essenceOf, EVIDENCE_TYPES, sniff, UNDECLARED } from './file-types';
import { receive } from './receiving';

export const EVIDENCE_BYTES_MAX = 50 * 1024 * 1024;
const UPLOADS_PER_USER_MAX = 20;
const ABANDONED_MS = 24 * 3_600_000;
const CLEAN_EVERY_MS = 3_600_000;

/** A file as its bringer announces it. */
export interface Announced {
  readonly sha256: string;
  /** Media type; `application/octet-stream` declares nothing. */
  readonly type: string;
  readonly name: string;
  readonly username: string;
  /** The unit for which it is brought. */
  readonly unit: string;
}

export interface EvidenceStoreOptions {
  /** The ledger's data folder; files lie in its `evidence`. */
  readonly folder: string;
  readonly office: OfficeStore;
  /** Largest file in bytes; default 50 MiB. */
  readonly bytesMax?: number;
  /** Milliseconds since 1970 UTC; default `Date.now`. */
  readonly now?: () => number;
}

/** What became of a file or a part of one. Sizes in bytes. */
export interface Progress {
  readonly received: number;
  readonly size: number;
  /** Once everything has arrived and is stored. */
  readonly evidence?: EvidenceRecord;
}

/**
 * Files of evidence, named by their SHA-256 and never changed. A file is there whole and verified, or not at all.
 * Refuses with `EvidenceRefused`. Whoever brings a file that is there already brings it whole again: knowing a hash is
 * no proof of having the file.
 */
export class EvidenceStore {
  readonly bytesMax: number;
  private readonly folder: EvidenceFolder;
  private readonly office: OfficeStore;
  private readonly now: () => number;
  private readonly busy = new Set<string>();
  private cleaning: NodeJS.Timeout | undefined;

  private constructor({ folder, office, bytesMax = EVIDENCE_BYTES_MAX, now = Date.now }: EvidenceStoreOptions) {
    this.folder = new EvidenceFolder(join(folder, 'evidence'));
    this.office = office;
    this.bytesMax = bytesMax;
    this.now = now;
  }

  /** Opens the folder, finishes what was complete when the program ended, and removes what nobody will finish. */
  static async open(options: EvidenceStoreOptions): Promise<EvidenceStore> {
    const store = new EvidenceStore(options);
    await store.clean();
    store.cleaning = setInterval(() => void store.clean().catch(() => undefined), CLEAN_EVERY_MS).unref();
    return store;
  }

  close(): void {
    clearInterval(this.cleaning);
  }

  /** Whether the file is stored. */
  has(sha256: string): boolean {
    return this.folder.has(sha256);
  }

  /** Who brought the file, the first one first. Empty for a file that came with a restored folder. */
  records(sha256: string): readonly EvidenceRecord[] {
    return this.office.evidence.of(sha256);
  }

  /** Takes a whole file; nothing is left behind when it is refused. */
  async put(announced: Announced, bytes: Readable): Promise<EvidenceRecord> {
    this.mustBeAllowed(announced.type);
    const id = randomUUID();
    this.busy.add(id);
    try {
      const size = await this.written(id, true, async (file) => receive(file, bytes, { from: 0, bytesMax: this.bytesMax }));
      return await this.accept(id, announced, size);
    } catch (error) {
      await this.folder.discard(id);
      throw asRefused(error);
    } finally {
      this.busy.delete(id);
    }
  }

  /** Announces a file that will come in parts; returns the upload's id. */
  async begin(announced: Announced, size: number): Promise<string> {
    this.mustBeAllowed(announced.type);
    if (size < 1) throw new EvidenceRefused('empty');
    if (size > this.bytesMax) throw new EvidenceRefused('too-large', { max: this.bytesMax });
    if (this.office.uploads.countOf(announced.username) >= UPLOADS_PER_USER_MAX) throw new EvidenceRefused('too-many-uploads', { max: UPLOADS_PER_USER_MAX });
    const id = randomUUID();
    this.busy.add(id);
    try {
      await this.written(id, true, async () => undefined);
      this.office.uploads.open({ ...announced, id, size, type: essenceOf(announced.type), received: 0, touched: this.now() });
      return id;
    } catch (error) {
      await this.folder.discard(id);
      throw asRefused(error);
    } finally {
      this.busy.delete(id);
    }
  }

  /** How far the user's upload has come. */
  progress(id: string, username: string): Progress {
    const { received, size } = this.uploadOf(id, username);
    return { received, size };
  }

  /** Takes the bytes from `offset` on; what has arrived is kept when the connection breaks. */
  async append(id: string, username: string, offset: number, bytes: Readable): Promise<Progress> {
    const upload = this.uploadOf(id, username);
    if (this.busy.has(id)) throw new EvidenceRefused('upload-busy');
    if (offset !== upload.received) throw new EvidenceRefused('wrong-offset', { offset: upload.received });
    this.busy.add(id);
    try {
      const received = await this.written(id, false, (file) => this.resume(file, upload, bytes));
      return received < upload.size ? { received, size: upload.size } : { received, size: upload.size, evidence: await this.finish(upload) };
    } catch (error) {
      if (error instanceof EvidenceRefused) await this.drop(id);
      throw asRefused(error);
    } finally {
      this.busy.delete(id);
    }
  }

  async cancel(id: string, username: string): Promise<void> {
    this.uploadOf(id, username);
    if (this.busy.has(id)) throw new EvidenceRefused('upload-busy');
    await this.drop(id);
  }

  /** A stored file's type, as its bytes tell it, and its size. */
  async describe(sha256: string): Promise<{ readonly size: number; readonly type: string }> {
    if (!this.has(sha256)) throw new EvidenceRefused('not-found');
    const size = await this.folder.sizeOf(sha256);
    const recorded = this.records(sha256)[0]?.type;
    return { size, type: recorded ?? (await this.sniffed(sha256, size)) };
  }

  /** Bytes `from` to `to` of a stored file, both included. */
  read(sha256: string, from: number, to: number): Readable {
    return this.folder.read(sha256, from, to);
  }

  /** Finishes uploads that are complete, and removes abandoned ones and files that belong to none. */
  async clean(): Promise<void> {
    for (const upload of this.office.uploads.abandoned(Number.MAX_SAFE_INTEGER)) {
      if (this.busy.has(upload.id)) continue;
      if (upload.received === upload.size) await this.finishAgain(upload);
      else if (upload.touched < this.now() - ABANDONED_MS || !this.folder.hasIncoming(upload.id)) await this.drop(upload.id);
    }
    for (const id of await this.folder.incoming()) {
      if (!this.busy.has(id) && !this.office.uploads.get(id)) await this.folder.discard(id);
    }
  }

  private async resume(file: FileHandle, upload: Upload, bytes: Readable): Promise<number> {
    // Bytes beyond what was known to be on disk may be anything after a power cut.
    await file.truncate(upload.received);
    const onDisk = (received: number) => void this.office.uploads.advance(upload.id, received, this.now());
    return receive(file, bytes, { from: upload.received, bytesMax: upload.size, onDisk });
  }

  private async finish(upload: Upload): Promise<EvidenceRecord> {
    const record = await this.accept(upload.id, upload, upload.size);
    this.office.uploads.close(upload.id);
    return record;
  }

  /** The program ended somewhere between the last byte and the record. */
  private async finishAgain(upload: Upload): Promise<void> {
    try {
      if (this.folder.hasIncoming(upload.id)) await this.finish(upload);
      else if (this.has(upload.sha256)) this.office.transaction(() => {
        this.record(upload, upload.size, upload.type);
        this.office.uploads.close(upload.id);
      });
      else await this.drop(upload.id);
    } catch (error) {
      if (!(error instanceof EvidenceRefused)) throw error;
      await this.drop(upload.id);
    }
  }

  /** Checks what came in against what was announced and gives it its place. */
  private async accept(id: string, announced: Announced, size: number): Promise<EvidenceRecord> {
    const type = await this.written(id, false, (file) => this.checked(file, announced, size));
    await this.folder.accept(id, announced.sha256);
    return this.record(announced, size, type);
  }

  private async checked(file: FileHandle, { sha256, type }: Announced, size: number): Promise<string> {
    if (size === 0) throw new EvidenceRefused('empty');
    const actual = await hashOf(file, size);
    if (actual !== sha256) throw new EvidenceRefused('hash-mismatch', { expected: sha256, actual });
    const found = await sniff(file, size);
    if (found === undefined) throw new EvidenceRefused('type-not-allowed', { allowed: Object.values(EVIDENCE_TYPES).join(', ') });
    const declared = essenceOf(type);
    if (declared !== UNDECLARED && declared !== found) throw new EvidenceRefused('type-mismatch', { declared, found });
    return found;
  }

  private record({ sha256, name, username, unit }: Announced, size: number, type: string): EvidenceRecord {
    const record = { sha256, unit, size, type, name: safeName(name, type), username, stored: this.now() };
    this.office.evidence.add(record);
    return record;
  }

  private async sniffed(sha256: string, size: number): Promise<string> {
    const file = await this.folder.openStored(sha256);
    try {
      return (await sniff(file, size)) ?? UNDECLARED;
    } finally {
      await file.close();
    }
  }

  private async written<T>(id: string, isNew: boolean, use: (file: FileHandle) => Promise<T>): Promise<T> {
    const file = await this.folder.openIncoming(id, isNew);
    try {
      return await use(file);
    } finally {
      await file.close();
    }
  }

  private uploadOf(id: string, username: string): Upload {
    const upload = this.office.uploads.get(id);
    if (!upload || upload.username !== username) throw new EvidenceRefused('upload-unknown');
    return upload;
  }

  private async drop(id: string): Promise<void> {
    this.office.uploads.close(id);
    await this.folder.discard(id);
  }

  private mustBeAllowed(type: string): void {
    const declared = essenceOf(type);
    if (declared === UNDECLARED || Object.hasOwn(EVIDENCE_TYPES, declared)) return;
    throw new EvidenceRefused('type-not-allowed', { allowed: Object.values(EVIDENCE_TYPES).join(', ') });
  }
}
