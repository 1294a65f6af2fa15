export const IN_FLIGHT = 64;
/** Events to a stream, on average, when the measured appends choose among those that exist. */
export const EVENTS_PER_STREAM = 20;

/**
 * Keeps 64 appends in flight for `seconds` and answers how many were acknowledged in a second. `append` is told which of
 * the streams 0 … `streams − 1` and its next revision; a stream has one append in flight at a time.
 */
export async function appendsPerSecond(
  seconds: number,
  revisions: Int32Array,
  append: (stream: number, revision: number) => Promise<unknown>,
): Promise<number> {
  const share = Math.floor(revisions.length / IN_FLIGHT);
  const start = performance.now();
  const until = start + seconds * 1_000;
  let done = 0;
  const one = async (worker: number): Promise<void> => {
    while (performance.now() < until) {
      const stream = worker * share + Math.floor(Math.random() * share);
      const revision = revisions[stream] as number;
      await append(stream, revision);
      revisions[stream] = revision + 1;
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, (_, worker) => one(worker)));
  return (done * 1_000) / (performance.now() - start);
}
