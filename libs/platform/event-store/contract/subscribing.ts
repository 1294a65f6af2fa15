import { setTimeout as pause } from 'node:timers/promises';
import { events, ids, pulled, streamName, type Contract } from './fixtures';

export function subscribing(contract: Contract): void {
  describe('subscribing', () => {
    it('catches up from a position, then follows, without a gap or a repeat', async () => {
      const stream = streamName();
      const from = await contract.store.head();
      const [old, young] = [events(1_500), events(50)];
      await contract.store.append(stream, old, 'no-stream');
      const abort = new AbortController();
      let late: Promise<unknown> | undefined;
      const subscription = contract.store.subscribe({ from, filter: { streamPrefixes: [stream] }, signal: abort.signal });
      const { found } = await pulled(subscription, abort, (seen, batch) => {
        if (batch.live) late ??= appendOneByOne(contract, stream, young);
        return seen.length >= 1_550;
      });
      await late;
      expect(ids(found)).toEqual([...ids(old), ...ids(young)]);
    });

    it('hands over no more than `batch` events at once, and says when it is live', async () => {
      const stream = streamName();
      const from = await contract.store.head();
      await contract.store.append(stream, events(25), 'no-stream');
      const abort = new AbortController();
      const sizes: [number, boolean][] = [];
      const subscription = contract.store.subscribe({ from, batch: 10, filter: { streamPrefixes: [stream] }, signal: abort.signal });
      await pulled(subscription, abort, (seen, batch) => {
        sizes.push([batch.events.length, batch.live]);
        return seen.length >= 25;
      });
      expect(sizes.every(([size]) => size <= 10)).toBe(true);
      expect(sizes[0]).toEqual([10, false]);
    });

    it('resumes where it was left, after any batch', async () => {
      const stream = streamName();
      let from = await contract.store.head();
      const written = events(120);
      await contract.store.append(stream, written, 'no-stream');
      const found: string[] = [];
      while (found.length < written.length) {
        const abort = new AbortController();
        const options = { from, batch: 7, filter: { streamPrefixes: [stream] }, signal: abort.signal };
        const pull = await pulled(contract.store.subscribe(options), abort, () => true);
        from = pull.position;
        found.push(...ids(pull.found));
      }
      expect(found).toEqual(ids(written));
    });

    it('wakes soon after an append', async () => {
      const stream = streamName();
      const from = await contract.store.head();
      const abort = new AbortController();
      const subscription = contract.store.subscribe({ from, filter: { streamPrefixes: [stream] }, signal: abort.signal });
      const pull = pulled(subscription, abort, (seen) => seen.length > 0);
      await pause(30);
      const appended = Date.now();
      await contract.store.append(stream, events(1), 'no-stream');
      expect((await pull).found).toHaveLength(1);
      expect(Date.now() - appended).toBeLessThan(2_000);
    });

    it('yields nothing while nothing happens, and ends when it is aborted', async () => {
      const from = await contract.store.head();
      const abort = new AbortController();
      let batches = 0;
      const idle = (async () => {
        for await (const batch of contract.store.subscribe({ from, signal: abort.signal })) batches += batch.events.length + 1;
      })();
      await pause(150);
      abort.abort();
      await idle;
      expect(batches).toBe(0);
      for await (const batch of contract.store.subscribe({ signal: AbortSignal.abort() })) throw new Error(`${batch.events.length} events after the abort`);
    });
  });
}

async function appendOneByOne(contract: Contract, stream: string, written: ReturnType<typeof events>): Promise<void> {
  for (const each of written) await contract.store.append(stream, [each], 'any');
}
