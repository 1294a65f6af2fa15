/** `Append`: one call for one append, its events frame by frame. */
import { constants, type ServerHttp2Stream } from 'node:http2';
import type { sendUnaryData, ServerReadableStream } from '@grpc/grpc-js';
import { AppendResp } from '@eventstore/db-client/generated/streams_pb';
import { Empty } from '@eventstore/db-client/generated/shared_pb';
import { InvalidRequest } from '../call-failure';
import { failed, TRUSTED, type Caller, type NodeContext } from '../call-context';
import { WrongExpectedRevision, type AppendResult } from '../node-store';
import { readAppendFrame } from '../wire/append-messages';
import { append, ArrivingAppend } from './appending';

export function appendCall(context: NodeContext) {
  return (call: ServerReadableStream<Buffer, AppendResp>, callback: sendUnaryData<AppendResp>): void => {
    let arriving: ArrivingAppend | undefined;
    let answered = false;
    const answer = (error: unknown, response?: AppendResp): void => {
      if (answered) return;
      answered = true;
      if (response) callback(null, response);
      else callback(failed(context, error));
      // What still comes is of no interest.
      call.resume();
    };
    const allowed = context.authorise?.(call);
    allowed?.catch((error: unknown) => answer(error));
    call.on('data', (bytes: Buffer) => {
      if (answered) return;
      try {
        arriving = take(arriving, bytes, context.appendBytesMax);
      } catch (error) {
        answer(error);
      }
    });
    // Clients that give up end their side first, and reset the call right after.
    call.on('end', () => setImmediate(() => {
      if (answered || isBrokenOff(call)) return;
      record(context, allowed, arriving).then((response) => answer(undefined, response), (error: unknown) => answer(error));
    }));
  };
}

/**
 * True when the client has not ended its append but reset the call, or is gone. gRPC tells of that only later, and of the end as if it
 * were one, so HTTP/2's own state is looked at.
 */
function isBrokenOff(call: ServerReadableStream<Buffer, AppendResp>): boolean {
  const { stream } = (call as unknown as { call: { stream?: ServerHttp2Stream } }).call;
  return call.cancelled || stream === undefined || stream.destroyed || stream.rstCode !== constants.NGHTTP2_NO_ERROR;
}

function take(arriving: ArrivingAppend | undefined, bytes: Buffer, bytesMax: number): ArrivingAppend {
  const frame = readAppendFrame(bytes);
  if ('options' in frame) {
    if (arriving) throw new InvalidRequest('a second frame with options');
    return new ArrivingAppend(frame.options.stream, frame.options.expected, bytesMax);
  }
  if (!arriving) throw new InvalidRequest('an event before the options');
  arriving.add([frame.event]);
  return arriving;
}

async function record(context: NodeContext, allowed: Promise<Caller> | undefined, arriving: ArrivingAppend | undefined): Promise<AppendResp> {
  const caller = allowed ? await allowed : TRUSTED;
  if (!arriving) throw new InvalidRequest('an append without options');
  try {
    return successOf(await append(context, arriving, caller));
  } catch (error) {
    if (error instanceof WrongExpectedRevision) return refusalOf(error);
    throw error;
  }
}

function successOf({ revision, position }: AppendResult): AppendResp {
  const at = new AppendResp.Position().setCommitPosition(String(position)).setPreparePosition(String(position));
  return new AppendResp().setSuccess(new AppendResp.Success().setCurrentRevision(String(revision)).setPosition(at));
}

function refusalOf({ expected, actual }: WrongExpectedRevision): AppendResp {
  const wrong = new AppendResp.WrongExpectedVersion();
  if (actual === 'no-stream') wrong.setCurrentNoStream(new Empty());
  else wrong.setCurrentRevision(String(actual));
  if (expected === 'any') wrong.setExpectedAny(new Empty());
  else if (expected === 'stream-exists') wrong.setExpectedStreamExists(new Empty());
  else if (expected === 'no-stream') wrong.setExpectedNoStream(new Empty());
  else wrong.setExpectedRevision(String(expected));
  return new AppendResp().setWrongExpectedVersion(wrong);
}
