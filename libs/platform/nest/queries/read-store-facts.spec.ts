import { text, unitCode, vnd } from '@ledger/fields';
import { currentTable, datedTable, latest, list } from '@ledger/kit';
import type { ReadStore } from '@ledger/platform/read-store';
import type { TableChange } from './projection-control';
import { ReadStoreFacts } from './read-store-facts';

const label = { vi: 'Tên', en: 'Name' };
const units = datedTable('x_units', { label, columns: { code: unitCode(), name: text({ label }) }, key: ['code'] });
const limits = currentTable('x_limits', { label, columns: { code: unitCode(), limit: vnd() }, key: ['code'] });

describe('facts', () => {
  let asked: { readonly tables: string[]; readonly asOf?: string }[];
  let position: bigint;
  let change: (change: TableChange) => void;
  let meanwhile: () => void;
  let facts: ReadStoreFacts;
  beforeEach(() => {
    [asked, position, meanwhile] = [[], 10n, () => undefined];
    const reads = {
      query: async (sources: Record<string, { table: { name: string } }>, options: { asOf?: string } = {}) => {
        asked.push({ tables: Object.values(sources).map(({ table }) => table.name), asOf: options.asOf });
        meanwhile();
        return { rows: Object.fromEntries(Object.keys(sources).map((name) => [name, [{ read: asked.length }]])), position };
      },
    } as unknown as ReadStore;
    facts = new ReadStoreFacts(reads, (listener) => {
      change = listener;
      return () => undefined;
    });
  });
  const unit = (code: string) => ({ units: latest(units, { by: ['code'], where: { code: { in: [code] } } }) });

  it('asked alike are read once', async () => {
    const first = await facts.read(unit('10'), '2024-01-01');
    position = 20n;
    expect(await facts.read(unit('10'), '2024-01-01')).toBe(first);
    expect(first.position).toBe(10n);
    expect(asked).toEqual([{ tables: ['x_units'], asOf: '2024-01-01' }]);
  });

  it('of another day, row or amount are others', async () => {
    await facts.read(unit('10'), '2024-01-01');
    await facts.read(unit('10'), '2024-01-02');
    await facts.read(unit('085'), '2024-01-01');
    await facts.read({ limits: list(limits, { where: { limit: 5n } }) }, '2024-01-01');
    await facts.read({ limits: list(limits, { where: { limit: 6n } }) }, '2024-01-01');
    expect(asked).toHaveLength(5);
  });

  it('are read again once one of their tables has changed, and only then', async () => {
    await facts.read(unit('10'), '2024-01-01');
    change({ tables: ['other'], position: 11n });
    change({ tables: [], position: 12n });
    await facts.read(unit('10'), '2024-01-01');
    expect(asked).toHaveLength(1);
    change({ tables: ['x_units'], position: 13n });
    await facts.read(unit('10'), '2024-01-01');
    expect(asked).toHaveLength(2);
  });

  it('that change while they are read are not kept', async () => {
    meanwhile = () => change({ tables: ['x_units'], position: 11n });
    await facts.read(unit('10'), '2024-01-01');
    meanwhile = () => undefined;
    await facts.read(unit('10'), '2024-01-01');
    expect(asked).toHaveLength(2);
  });

  it('read again are never from memory', async () => {
    await facts.read(unit('10'), '2024-01-01');
    position = 20n;
    expect((await facts.readAgain(unit('10'), '2024-01-01')).position).toBe(20n);
    expect((await facts.read(unit('10'), '2024-01-01')).position).toBe(20n);
  });

  it('of current and dated tables together are as old as the older', async () => {
    meanwhile = () => (position -= 1n);
    const both = await facts.read({ ...unit('10'), limits: list(limits) }, '2024-01-01');
    expect(asked).toEqual([{ tables: ['x_limits'], asOf: undefined }, { tables: ['x_units'], asOf: '2024-01-01' }]);
    expect([Object.keys(both.rows).sort(), both.position]).toEqual([['limits', 'units'], 8n]);
  });
});
