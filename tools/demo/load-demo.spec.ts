import type { Json } from '@ledger/kit';
import { batchesOf, demoCommands } from './demo-commands';
import { demoPositions, isDemoLoaded, loadDemo, standingInstant, type DemoOrder, type DemoTarget } from './load-demo';

const all = demoCommands();
/** A part of the province is enough to see how it is loaded. */
const commands = all.filter(({ marks, awaitsProcesses }, index) => index % 12 === 0 || marks !== undefined || awaitsProcesses);

/** Remembers what it is asked, by key, and may be told to fail. */
class FakeTarget implements DemoTarget {
  readonly recorded = new Map<string, { readonly at: number; readonly order: DemoOrder }>();
  readonly evidence = new Set<string>();
  readonly clock: (number | undefined)[] = [];
  underWay = 0;
  mostUnderWay = 0;
  settledTimes = 0;
  asked = 0;
  failAt = Infinity;
  readonly stored = new Map<string, Json>();
  readonly values = { get: (name: string) => this.stored.get(name), set: (name: string, value: Json) => void this.stored.set(name, value) };

  async execute(order: DemoOrder): Promise<void> {
    this.asked += 1;
    if (this.recorded.size >= this.failAt) throw new Error('pulled the plug');
    const at = this.clock.at(-1)!;
    this.underWay += 1;
    this.mostUnderWay = Math.max(this.mostUnderWay, this.underWay);
    await Promise.resolve();
    this.underWay -= 1;
    const key = `${order.user ?? order.actor?.user} ${order.key}`;
    if (!this.recorded.has(key)) this.recorded.set(key, { at, order });
  }
  setClock(instant: number | undefined): void {
    if (this.underWay > 0) throw new Error('the clock moved under a command');
    this.clock.push(instant);
  }
  async shown(): Promise<void> {
    // It has no tables.
  }

  async settled(): Promise<void> {
    this.settledTimes += 1;
  }
  async head(): Promise<bigint> {
    return BigInt(this.recorded.size);
  }
  async keepEvidence({ sha256 }: { readonly sha256: string }): Promise<void> {
    this.evidence.add(sha256);
  }
}

const recordedOf = (target: FakeTarget) => [...target.recorded].map(([key, { at }]) => [key, at]).sort();

describe('loading', () => {
  const target = new FakeTarget();
  const lines: string[] = [];
  beforeAll(async () => {
    await loadDemo(target, { commands, output: { write: (line) => lines.push(line) }, inFlight: 16 });
  });

  it('issues every command once, while the clock stands at its instant', () => {
    expect(target.asked).toBe(commands.length);
    const standing = commands.map(({ actor, key, at }) => [`${actor.user} ${key}`, Date.parse(at)]).sort();
    expect(recordedOf(target)).toEqual(standing);
  });
  it('keeps several under way, and lets the clock run again at the end', () => {
    expect(target.mostUnderWay).toBe(16);
    expect(target.clock.at(-1)).toBeUndefined();
  });
  it('brings the evidence that commands name', () => {
    const named = all.flatMap(({ act }) => act.evidence ?? []);
    expect(named.filter((hash) => !target.evidence.has(hash))).toEqual([]);
    expect(named.length).toBeGreaterThan(4_788);
  });
  it('names positions in the order of the ledger', () => {
    const positions = demoPositions(target.values);
    expect(positions.map(({ name }) => name)).toEqual(['at-close', 'before-adjustment', 'before-correction', 'now']);
    expect(positions.at(-1)!.position).toBe(String(commands.length));
  });
  it('waits for the processes after what they must carry on, and before every named position', () => {
    const months = new Set(batchesOf(commands).map(({ at }) => at.slice(0, 7))).size;
    expect(target.settledTimes).toBeGreaterThanOrEqual(months + 4);
  });
  it('prints a line for every twentieth and the positions', () => {
    expect(lines.filter((line) => line.includes(' %,'))).toHaveLength(20);
    expect(lines.join('')).toMatch(/^before-adjustment +\d+ {2}Before the late adjustment/m);
  });
  it('does nothing a second time', async () => {
    await loadDemo(target, { commands });
    expect([target.asked, isDemoLoaded(target.values), standingInstant(target.values)]).toEqual([commands.length, true, undefined]);
  });
});

describe('an interrupted load', () => {
  it('says what failed, stands where it was, and ends as if nothing had happened', async () => {
    const target = new FakeTarget();
    target.failAt = 2_000;
    let milliseconds = 0;
    const options = { commands, now: () => (milliseconds += 100) };
    await expect(loadDemo(target, options)).rejects.toThrow(/demo command demo:.*2024.*pulled the plug/);
    expect(standingInstant(target.values)).toBeLessThanOrEqual(target.clock.at(-1)!);
    target.failAt = Infinity;
    const askedBefore = target.asked;
    await loadDemo(target, options);
    expect(target.recorded.size).toBe(commands.length);
    expect(target.asked - askedBefore).toBeLessThan(commands.length - 1_500);
    const uninterrupted = new FakeTarget();
    await loadDemo(uninterrupted, { commands });
    expect(recordedOf(target)).toEqual(recordedOf(uninterrupted));
    expect(demoPositions(target.values)).toEqual(demoPositions(uninterrupted.values));
  });

  it('of other data is refused', async () => {
    const target = new FakeTarget();
    target.values.set('demo.progress', { data: 'of an earlier version', next: 3, at: '2024-01-02T01:00:00.000Z', finished: false });
    await expect(loadDemo(target, { commands })).rejects.toThrow('has changed since loading began');
  });
});

it('a terminal gets one bar that moves', async () => {
  const written: string[] = [];
  let milliseconds = 0;
  await loadDemo(new FakeTarget(), { commands, output: { isTTY: true, write: (text) => written.push(text) }, now: () => (milliseconds += 60) });
  const bars = written.filter((text) => text.startsWith('\r['));
  expect(bars.length).toBeGreaterThan(100);
  expect(bars.at(-1)).toMatch(/100 %, (\d,\d{3}) of \1 commands.*\n$/);
});
