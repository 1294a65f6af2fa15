import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OfficeStore } from './index';

let folder: string;
let store: OfficeStore;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'office-'));
  store = OfficeStore.open(folder);
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

const parked = { at: 8n, since: 1_700_000_000_000, code: 'funds.overspent', message: 'no money left' };

it('starts at nothing and moves forwards', () => {
  expect(store.checkpoints.read('transit')).toEqual({ process: 'transit', position: 0n });
  expect(store.checkpoints.advance('transit', 0n, 7n)).toBe(true);
  expect(store.checkpoints.advance('transit', 7n, 9_007_199_254_740_993n)).toBe(true);
  expect(store.checkpoints.read('transit').position).toBe(9_007_199_254_740_993n);
  expect(() => store.checkpoints.advance('transit', 9n, 8n)).toThrow(RangeError);
});

it('lets only one of two runners move it, also from another process', () => {
  const other = OfficeStore.open(folder);
  expect([store.checkpoints.advance('transit', 0n, 5n), other.checkpoints.advance('transit', 0n, 6n)]).toEqual([true, false]);
  expect(other.checkpoints.read('transit').position).toBe(5n);
  expect(other.checkpoints.park('transit', 4n, parked)).toBe(false);
  other.close();
});

it('parks visibly, resumes, and moving on ends the parking', () => {
  expect(store.checkpoints.park('transit', 0n, parked)).toBe(true);
  expect(store.checkpoints.list()).toEqual([{ process: 'transit', position: 0n, parked }]);
  expect(store.checkpoints.resume('transit')).toBe(true);
  expect(store.checkpoints.resume('transit')).toBe(false);
  store.checkpoints.park('transit', 0n, parked);
  store.checkpoints.advance('transit', 0n, 9n);
  expect(store.checkpoints.read('transit')).toEqual({ process: 'transit', position: 9n });
});

it('begins again after a reset', () => {
  store.checkpoints.advance('transit', 0n, 5n);
  expect(store.checkpoints.reset('transit')).toBe(true);
  expect(store.checkpoints.read('transit').position).toBe(0n);
});
