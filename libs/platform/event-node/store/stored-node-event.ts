import { TOMBSTONED, unpack, type StoredEvent } from '@ledger/platform/event-store/embedded';
import { recordedAtOf } from '@ledger/platform/sealer/recorded-at';
import type { ContentType, NodeEvent } from '../node-store';
import { TOMBSTONE_REVISION } from '../node-store';

/** An event of the embedded store. Its parts are made when somebody asks; most are only copied to the wire, once for all subscribers. */
export class StoredNodeEvent implements NodeEvent {
  /** The message that carries this event alone, once it was made. */
  frame?: Buffer;
  private unpacked?: ReturnType<typeof unpack>;
  private recorded?: number;

  constructor(readonly row: StoredEvent) {}

  get id(): string {
    return this.row.id;
  }
  get type(): string {
    return this.row.type;
  }
  get stream(): string {
    return this.row.stream;
  }
  get revision(): bigint {
    return this.row.revision === TOMBSTONED ? TOMBSTONE_REVISION : BigInt(this.row.revision);
  }
  get position(): bigint {
    return BigInt(this.row.position);
  }
  /** Of the ledger's own events when they say they were recorded: that is sealed, while the time that the file keeps beside them is not. */
  get created(): number {
    const { isSent, metadataText, created } = this.row;
    return isSent ? created : (this.recorded ??= Date.parse(recordedAtOf(metadataText, created)));
  }
  get contentType(): ContentType {
    return this.row.packed === undefined || this.bytes().isJson ? 'application/json' : 'application/octet-stream';
  }
  get data(): Uint8Array {
    return this.row.packed === undefined ? Buffer.from(this.row.dataText) : this.bytes().data;
  }
  get metadata(): Uint8Array {
    return this.row.packed === undefined ? Buffer.from(this.row.metadataText) : this.bytes().metadata;
  }
  /** As the file keeps it: text or bytes. */
  get dataAsKept(): string | Uint8Array {
    return this.row.packed === undefined ? this.row.dataText : this.bytes().data;
  }
  get metadataAsKept(): string | Uint8Array {
    return this.row.packed === undefined ? this.row.metadataText : this.bytes().metadata;
  }

  /** What it takes in memory, about: characters and bytes. */
  get size(): number {
    const { dataText, metadataText, packed } = this.row;
    return 200 + dataText.length + metadataText.length + (packed?.length ?? 0);
  }

  private bytes(): ReturnType<typeof unpack> {
    return (this.unpacked ??= unpack(this.row.packed as Uint8Array));
  }
}
