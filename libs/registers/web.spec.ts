import type { Register } from '@ledger/kit';
import { registerWebs } from './web';

// Server rooms are no part of a browser's program; only this comparison sees both.
const { registers } = jest.requireActual<{ readonly registers: readonly Register[] }>('./index');

const commandsOf = (register: Register): readonly string[] => register.deciders.flatMap(({ rules }) => rules.map(({ Command }) => Command.name)).sort();
const listsOf = (register: Register): readonly string[] => register.projections.flatMap(({ tables }) => tables.map(({ name }) => name.slice(register.name.length + 1).replaceAll('_', '-')));

describe('in the browser', () => {
  it('every register has its room', () => {
    expect(registerWebs.map(({ name }) => name).sort()).toEqual(registers.map(({ name }) => name).sort());
  });

  describe.each(registers.map((register) => [register.name, register] as const))('%s', (name, register) => {
    const web = registerWebs.find((each) => each.name === name)!;

    it('has every command under its own name, whatever a bundler calls its class', () => {
      expect(web.commands.map((command) => command.name).sort()).toEqual(commandsOf(register));
    });

    it('lays out only lists, columns and reports that there are', () => {
      const columnsOf = (list: string) => Object.keys(register.projections.flatMap(({ tables }) => tables).find(({ name: table }) => table.slice(name.length + 1).replaceAll('_', '-') === list)?.columns ?? {});
      expect(Object.keys(web.lists).filter((list) => !listsOf(register).includes(list))).toEqual([]);
      const named = Object.entries(web.lists).flatMap(([list, { columns = [], filters = [], order }]) => [...columns, ...filters, ...(order ? [order.replace(/^-/, '')] : [])].filter((column) => !columnsOf(list).includes(column)).map((column) => `${list}.${column}`));
      expect(named).toEqual([]);
      expect(Object.keys(web.reports).filter((report) => !register.reports.some((each) => each.name === report))).toEqual([]);
    });

    it('finds its work in lists, columns and commands that there are', () => {
      const tableOf = (list: string) => register.projections.flatMap(({ tables }) => tables).find(({ name: table }) => table.slice(name.length + 1).replaceAll('_', '-') === list);
      const unknown = web.inbox.flatMap(({ list, where, headline, amount, since, doneBy = [], acts }) => {
        const columns = Object.keys(tableOf(list)?.columns ?? {});
        const named = [...Object.keys(where), ...headline, ...doneBy, ...(amount ? [amount] : []), ...(since ? [since] : [])];
        const unnamed = acts.filter(({ command }) => !web.commands.some((each) => each.name === command)).map(({ command }) => command);
        return [...named.filter((column) => !columns.includes(column)), ...unnamed, ...(acts.length === 0 ? [`${list} without an act`] : [])];
      });
      expect(unknown).toEqual([]);
      expect(new Set(web.inbox.map((work) => work.name)).size).toBe(web.inbox.length);
      expect(new Set(web.pages.map(({ path }) => path)).size).toBe(web.pages.length);
    });

    it('says in both languages what its commands are called and what its events say, with no value it does not have', () => {
      const texts = [...web.commands.map(({ title, shape }) => [title, shape] as const), ...Object.values(web.events).map(({ words, shape }) => [words, shape] as const)];
      for (const [words, shape] of texts) {
        expect([words.vi.trim(), words.en.trim()]).not.toContain('');
        for (const [, value] of `${words.vi} ${words.en}`.matchAll(/\{(\w+)\}/g)) expect(Object.keys(shape)).toContain(value);
      }
    });
  });

  it('pickers choose from lists and columns that there are', () => {
    const tables: ReadonlyMap<string, readonly string[]> = new Map(registers.flatMap((register) => register.projections.flatMap(({ tables: own }) => own.map((table) => [`${register.name}/${table.name.slice(register.name.length + 1).replaceAll('_', '-')}`, Object.keys(table.columns)] as const))));
    for (const picker of registerWebs.flatMap(({ pickers }) => Object.values(pickers))) {
      expect([...tables.keys()]).toContain(picker.table);
      expect(tables.get(picker.table)).toEqual(expect.arrayContaining([picker.value, ...picker.labels, ...(picker.order ? [picker.order] : [])]));
    }
  });
});
