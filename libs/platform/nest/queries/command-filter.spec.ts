import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { CommandFilter } from './command-filter';

describe('the filter of command ids', () => {
  it('never denies an id that was added', () => {
    fc.assert(
      fc.property(fc.array(fc.uuid(), { maxLength: 200 }), (ids) => {
        const filter = new CommandFilter(100);
        for (const id of ids) filter.add(id);
        expect(ids.filter((id) => !filter.mayHold(id))).toEqual([]);
      }),
      { verbose: 1 },
    );
  });

  it('denies nearly all others while it is not overfull', () => {
    const filter = new CommandFilter(10_000);
    for (let added = 0; added < 10_000; added += 1) filter.add(randomUUID());
    const doubted = Array.from({ length: 10_000 }, () => randomUUID()).filter((id) => filter.mayHold(id));
    expect(doubted.length).toBeLessThan(200);
  });
});
