import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OfficeStore, type Upload } from './index';

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

const upload: Upload = {
  id: 'u1', sha256: 'ab'.repeat(32), size: 10, type: 'application/pdf', name: 'Quyết định.pdf', username: 'an', unit: '02869', received: 0, touched: 100,
};

it('remembers how far an upload has come', () => {
  store.uploads.open(upload);
  expect(store.uploads.advance('u1', 7, 200)).toBe(true);
  expect(store.uploads.get('u1')).toEqual({ ...upload, received: 7, touched: 200 });
  expect(store.uploads.countOf('an')).toBe(1);
  expect(store.uploads.close('u1')).toBe(true);
  expect(store.uploads.get('u1')).toBeUndefined();
  expect(store.uploads.advance('u1', 8, 300)).toBe(false);
});

it('names the uploads that were abandoned', () => {
  store.uploads.open(upload);
  store.uploads.open({ ...upload, id: 'u2', touched: 300 });
  expect(store.uploads.abandoned(300).map(({ id }) => id)).toEqual(['u1']);
});

it('records a file of evidence once per unit, as it was first brought', () => {
  const record = { sha256: upload.sha256, unit: '02869', size: 10, type: upload.type, name: 'a.pdf', username: 'an', stored: 1 };
  store.evidence.add(record);
  store.evidence.add({ ...record, name: 'b.pdf', stored: 2 });
  store.evidence.add({ ...record, unit: '10', stored: 3 });
  expect(store.evidence.of(upload.sha256)).toEqual([record, { ...record, unit: '10', stored: 3 }]);
});
