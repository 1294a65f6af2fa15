import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { OfficeStore } from './office-store';

const PERSONS = 60;

let folder: string;
let office: OfficeStore;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ledger-persons-'));
  office = OfficeStore.open(folder);
});
afterEach(() => {
  office.close();
  rmSync(folder, { recursive: true, force: true });
});

const key = (byte: number): Uint8Array => new Uint8Array(32).fill(byte);
const name = (person: string, json: string, position: bigint) => ({ person, attribute: 'name', json, position });
const onDisk = (bytes: string | Uint8Array): boolean => readdirSync(folder).some((file) => readFileSync(join(folder, file)).includes(Buffer.from(bytes as string)));

/** Pseudo-random whole numbers below a bound, the same for the same seed (Lehmer). */
function numbersFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}

describe('a person’s key', () => {
  it('is kept once: of two the first stays', () => {
    office.persons.keep('P1', key(1), 10);
    office.persons.keep('P1', key(2), 20);
    expect(office.persons.find('P1')).toEqual({ key: key(1), made: 10 });
    expect(office.persons.find('P2')).toBeUndefined();
  });

  it('once destroyed stays so, also when it is kept or destroyed again, or never was', () => {
    office.persons.keep('P1', key(1), 10);
    for (const [person, at] of [['P1', 30], ['P1', 40], ['P2', 50]] as const) office.persons.forget(person, at);
    office.persons.keep('P1', key(2), 60);
    expect([office.persons.find('P1'), office.persons.find('P2'), office.persons.counts()]).toEqual([{ made: 10, destroyed: 30 }, { made: 50, destroyed: 50 }, { keys: 0, destroyed: 2 }]);
  });
});

describe('what is readable', () => {
  it('is what the latest event said, in whatever order events are read', () => {
    office.persons.show([name('P1', 'Tẩn Mỷ', 7n), name('P1', 'Tẩn A', 5n), name('P2', 'Lù', 6n)]);
    office.persons.show([name('P2', 'Lù A', 6n)]);
    expect([office.persons.valuesOf('P1').get('name'), office.persons.valuesOf('P2').get('name'), office.persons.valuesOf('P3').size]).toEqual(['Tẩn Mỷ', 'Lù A', 0]);
  });
});

describe('scrubbing', () => {
  const secret = 'Giàng Thị Súa Mẩy';
  beforeEach(() => {
    const numbers = Array.from({ length: PERSONS }, (_, n) => n);
    office.persons.show(numbers.map((n) => name(`P${n}`, n === 20 ? secret : `Người thứ ${n}`.repeat(5), BigInt(n))));
    for (const n of numbers) office.persons.keep(`P${n}`, key(n), n);
    office.persons.forget('P20', 1);
  });

  it('leaves no byte of what was deleted, and all that was not', async () => {
    expect(onDisk(secret)).toBe(true);
    await office.persons.scrub();
    expect(onDisk(secret)).toBe(false);
    expect([office.persons.counts().keys, office.persons.valuesOf('P19').get('name')]).toEqual([PERSONS - 1, 'Người thứ 19'.repeat(5)]);
  });

  it('reaches the copies that SQLite leaves in its pages when it moves rows about, which overwriting what is deleted does not', async () => {
    const random = numbersFrom(20_241_122);
    const secretOf = (person: string): string => `bí mật của ${person}.`;
    const persons = Array.from({ length: 1_200 }, () => `P${random(2 ** 31).toString(36)}`);
    for (let n = 0; n < persons.length; n += 30) {
      const again = Array.from({ length: 30 }, () => persons[random(n + 30)]!);
      office.persons.show([...persons.slice(n, n + 30), ...again].map((person) => name(person, secretOf(person) + 'x'.repeat(random(900)), BigInt(n))));
    }
    const gone = persons.filter((_, n) => n % 3 === 0);
    for (const person of gone) office.persons.forget(person, 1);
    await office.persons.scrub();
    expect(gone.filter((person) => onDisk(secretOf(person)))).toEqual([]);
    expect(persons.filter((person) => !gone.includes(person) && !onDisk(secretOf(person)))).toEqual([]);
  }, 60_000);

  it('lets everybody else go on: what is written meanwhile is there, and what is read is answered', async () => {
    let turns = 0;
    const turning = setInterval(() => (turns += 1), 1);
    const scrubbed = office.persons.scrub();
    office.persons.keep('Pnew', key(9), 1);
    expect(office.persons.valuesOf('P19').get('name')).toBe('Người thứ 19'.repeat(5));
    await scrubbed;
    clearInterval(turning);
    expect([turns > 0, office.persons.find('Pnew')!.key, onDisk(secret)]).toEqual([true, key(9), false]);
  });

  it('says that it is not done while somebody reads an older state', async () => {
    const reader = new DatabaseSync(join(folder, 'office.db'), { readOnly: true });
    reader.exec('BEGIN; SELECT * FROM personal_keys');
    try {
      reader.prepare('SELECT count(*) FROM personal_keys').get();
      await expect(office.persons.scrub()).rejects.toMatchObject({ name: 'OfficeStoreUnavailable', reason: 'busy' });
    } finally {
      reader.exec('COMMIT');
      reader.close();
    }
    await office.persons.scrub();
    expect(onDisk(secret)).toBe(false);
  }, 30_000);
});
