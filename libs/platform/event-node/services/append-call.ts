/** `Append`: one call for one append, its events frame by frame. */
import { setImmediate as nextTurn, setTimeout as passed } from 'node:timers/promises';
import type { sendUnaryData, ServerReadableStream } from '@grpc/grpc-js';
import { AppendResp } from '@eventstore/db-client/generated/streams_pb';
import { Empty } from '@eventstore/db-client/generated/shared_pb';
import { InvalidRequest } from '../call-failure';
import { failed, TRUSTED, type Caller, type NodeContext } from '../call-context';
import { WrongExpectedRevision, type AppendResult } from '../node-store';
import { readAppendFrame } from '../wire/append-messages';
import { append, ArrivingAppend } from './appending';

/**
 * Clients that give up, or are gone, end their side as if they were done, and cancel right after. In so many turns of the event loop
 * that news is here, when it came together with the end.
 */
const TURNS = 2;
/**
 * A client whose deadline passes in mid-append ends its side in the same way, and half of the append would be recorded. In the last tenth
 * of its time, at most so long before the deadline, an append waits for the node's own clock to say that it is over.
 */
const DEADLINE_NEAR_MS = 100;

export function appendCall(context: NodeContext) {
  return (call: ServerReadableStream<Buffer, AppendResp>, callback: sendUnaryData<AppendResp>): void => {
    let arriving: ArrivingAppend | undefined;
    let answered = false;
    const timeLeft = (): number => Number(call.getDeadline()) - Date.now();
    const near = Math.min(DEADLINE_NEAR_MS, timeLeft() / 10);
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
    const ended = async (): Promise<void> => {
      for (let turn = 0; turn < TURNS; turn += 1) await nextTurn();
      const left = timeLeft();
      if (left < near) await passed(Math.max(0, left) + near);
      const caller = allowed ? await allowed : TRUSTED;
      if (!answered && !call.cancelled) answer(undefined, await recorded(context, arriving, caller));
    };
    call.on('end', () => void ended().catch((error: unknown) => answer(error)));
  };
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

async function recorded(context: NodeContext, arriving: ArrivingAppend | undefined, caller: Caller): Promise<AppendResp> {
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
