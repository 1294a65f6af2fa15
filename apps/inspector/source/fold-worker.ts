import { registers } from '@ledger/registers';
import { EventFolder } from './event-folder';
import { answerCalls } from './worker-calls';

const folder = new EventFolder(registers.flatMap(({ projections }) => projections), () => performance.now());

/** Reads and folds events beside the worker that hashes them, which hands it the same bytes. */
answerCalls({
  take: (piece: Uint8Array) => folder.take(piece),
  finish: () => folder.finish(),
});
