/** `Delete` and `Tombstone`. */
import { DeleteReq, DeleteResp, TombstoneReq, TombstoneResp } from '@eventstore/db-client/generated/streams_pb';
import { isUtf8 } from 'node:buffer';
import { InvalidRequest } from '../call-failure';
import type { NodeContext } from '../call-context';
import type { ExpectedRevision } from '../node-store';

type Options = DeleteReq.Options | TombstoneReq.Options;
const { ExpectedStreamRevisionCase: Case } = DeleteReq.Options;

export async function deleteStream({ store, rules }: NodeContext, request: DeleteReq): Promise<DeleteResp> {
  const { stream, expected } = optionsOf(request.getOptions());
  rules.checkEnd(stream);
  const position = String(await store.delete(stream, expected));
  return new DeleteResp().setPosition(new DeleteResp.Position().setCommitPosition(position).setPreparePosition(position));
}

export async function tombstoneStream({ store, rules }: NodeContext, request: TombstoneReq): Promise<TombstoneResp> {
  const { stream, expected } = optionsOf(request.getOptions());
  rules.checkEnd(stream);
  const position = String(await store.tombstone(stream, expected));
  return new TombstoneResp().setPosition(new TombstoneResp.Position().setCommitPosition(position).setPreparePosition(position));
}

function optionsOf(options: Options | undefined): { readonly stream: string; readonly expected: ExpectedRevision } {
  const name = Buffer.from(options?.getStreamIdentifier()?.getStreamName_asU8() ?? []);
  if (options === undefined || name.length === 0 || !isUtf8(name)) throw new InvalidRequest('a stream name is missing or is not UTF-8');
  return { stream: name.toString(), expected: expectedOf(options) };
}

function expectedOf(options: Options): ExpectedRevision {
  // The cases of both requests have the same numbers.
  switch (options.getExpectedStreamRevisionCase() as number) {
    case Case.REVISION:
      return BigInt(options.getRevision());
    case Case.NO_STREAM:
      return 'no-stream';
    case Case.ANY:
      return 'any';
    case Case.STREAM_EXISTS:
      return 'stream-exists';
    default:
      throw new InvalidRequest('an expected revision is missing');
  }
}
