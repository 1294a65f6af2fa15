import { permit, type AccessBook } from '@ledger/registers/access/domain';
import type { CommandRule } from '@ledger/kit';
import { registers } from '@ledger/registers';
import { batchesOf, demoCommands } from './demo-commands';
import { digestOf } from './load-demo';
import { postHolders } from './people';
import { districtOf, districts, units } from './units';

const commands = demoCommands();
const rules = new Map<unknown, CommandRule>(registers.flatMap(({ deciders }) => deciders.flatMap((decider) => decider.rules.map((rule) => [rule.Command, rule] as const))));
const ledgerDay = (instant: string): string => new Date(Date.parse(instant) + 7 * 3_600_000).toISOString().slice(0, 10);

describe('the demo commands', () => {
  it('are the same every time', () => {
    expect(digestOf(demoCommands())).toBe(digestOf(commands));
  });
  it('come in the order of their instants', () => {
    expect(commands.filter(({ at }, index) => index > 0 && at < commands[index - 1]!.at)).toEqual([]);
  });
  it('are never recorded before the day they are true on', () => {
    expect(commands.filter(({ act, at }) => act.effectiveOn > ledgerDay(at))).toEqual([]);
  });
  it('have a key of their own each', () => {
    expect(new Set(commands.map(({ actor, key }) => `${actor.user} ${key}`)).size).toBe(commands.length);
  });
  it('say where their figures come from', () => {
    expect(commands.every(({ act }) => ['published', 'apportioned', 'illustrative'].includes(act.basis))).toBe(true);
  });
  it('stay below 90,000', () => {
    expect(commands.length).toBeLessThan(90_000);
  });
  it('of one batch touch no house, criterion or payment twice', () => {
    const touchedTwice = batchesOf(commands).filter(({ commands: batch }) => {
      const subjects = batch.map(({ command }) => {
        const { household, commune, criterion, set, line, payment } = command as Record<string, string | undefined>;
        return household ?? (criterion && `${commune} ${set} ${criterion}`) ?? (payment && `${line} ${payment}`);
      });
      const named = subjects.filter((subject) => subject !== undefined);
      return new Set(named).size !== named.length;
    });
    expect(touchedTwice).toEqual([]);
  });
});

describe('who acts in the demo', () => {
  const people = new Map(postHolders.map((person) => [person.user, person]));
  const parents = new Map<string, readonly string[]>([...districts.map(({ code }) => [code, ['10']] as const), ...units.map(({ code }) => [code, [districtOf(code), '10']] as const)]);
  const book: AccessBook = {
    disabled: [],
    account: (user) => (people.has(user) ? { displayName: user, disabled: false } : undefined),
    grantsOf: (user) => people.get(user)!.posts,
    delegationsTo: () => [],
    ancestorsOf: () => (unit) => parents.get(unit) ?? [],
  };
  /** What a stage of a house says of its place stands in its stream. */
  const houseState = ({ household }: { household?: string }) => (household === undefined ? {} : { house: { commune: household.slice(1, 6) } });

  it('is permitted to', () => {
    const others = commands.filter(({ command, actor, at }) => {
      const rule = rules.get(command.constructor)!;
      const answer = permit(book, { user: actor.user, roles: rule.roles, scope: rule.scope(command, houseState(command)), on: ledgerDay(at) });
      return actor.role !== 'operator' && !(answer.permitted && answer.role === actor.role && answer.unit === actor.unit);
    });
    expect(others).toEqual([]);
  });

  it('never checks what he made himself', () => {
    const makers = new Map<string, string>();
    const subject = (key: string) => key.replace(/^demo:(assess|assess-again|verify|prepare|check|approve|pay):/, '');
    const isCheck = (key: string) => /^demo:(verify|check|approve):|:(accept)$/.test(key);
    const own = commands.filter(({ key, actor }) => {
      if (isCheck(key)) return makers.get(subject(key).replace(/:accept$/, ':roof')) === actor.user;
      makers.set(subject(key), actor.user);
      return false;
    });
    expect(own).toEqual([]);
  });
});
