/** Events as bytes: what the embedded store takes and gives beside the port, for those who speak EventStoreDB's protocol. */

/** Revision of the event that ends a tombstoned stream: 2^63 − 1. */
export const TOMBSTONE_REVISION = 9_223_372_036_854_775_807n;

/** The stream was tombstoned: nothing can be read from it or appended to it again. */
export class StreamDeleted extends Error {
  override readonly name = 'StreamDeleted';
  constructor(readonly stream: string) {
    super(`stream ${stream} is deleted`);
  }
}
