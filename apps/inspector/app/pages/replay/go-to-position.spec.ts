import type { RecordedEvent } from '@ledger/ui/api/catalogue';
import { indexAtPosition } from './go-to-position';

const positions = ['2', '9', '10', '31'];
const log = { at: (place: number) => ({ position: positions[place]! }) as RecordedEvent };
const at = (places: readonly number[], position: string): number => indexAtPosition(log, { places: Int32Array.from(places) }, position);

describe('going to a position in a replay', () => {
  it('comes to the last event up to there, whether it is of this replay or not', () => {
    expect([at([0, 1, 2, 3], '10'), at([0, 1, 2, 3], '30'), at([0, 3], '30'), at([0, 1, 2, 3], '99')]).toEqual([2, 2, 0, 3]);
  });

  it('finds it in the order of effective days as well, and nothing before the first', () => {
    expect([at([3, 1, 2, 0], '9'), at([1, 2], '2'), at([], '5')]).toEqual([1, -1, -1]);
  });
});
