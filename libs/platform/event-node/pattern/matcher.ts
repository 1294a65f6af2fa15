import { parsePattern, UnsupportedPattern, type Pattern, type Place } from './syntax';

/** A step of a text's matching: take a code unit, go on in several ways, go on in some places only, or be done. */
type State =
  | { readonly kind: 'unit'; readonly takes: (unit: number) => boolean; readonly next: number }
  | { readonly kind: 'split'; readonly ways: readonly number[] }
  | { readonly kind: 'place'; readonly where: Place; readonly next: number }
  | { readonly kind: 'done' };

/** A name of 512 characters takes at most half a million steps then, a few milliseconds. */
const STATES_MAX = 1_000;
const STEPS_MAX = 20_000;

/**
 * Tests whether a regular expression is found in a text, as `RegExp.test` does, in time bounded by the length of the text
 * times the number of states (K. Thompson, 1968; R. Cox, “Regular Expression Matching Can Be Simple And Fast”): a client's
 * expression cannot hold up the node. Throws `UnsupportedPattern`, and `SyntaxError` for what is no regular expression.
 */
export function linearTest(source: string): (text: string) => boolean {
  new RegExp(source);
  const { states, start } = new Building().build(parsePattern(source));
  return (text) => new Matching(states, start, text).isFound();
}

class Building {
  private readonly states: State[] = [{ kind: 'done' }];
  private readonly units = new Map<string, (unit: number) => boolean>();
  private steps = 0;

  build(pattern: Pattern): { readonly states: readonly State[]; readonly start: number } {
    return { start: this.before(pattern, 0), states: this.states };
  }

  /** The state from which the pattern leads to `next`. */
  private before(pattern: Pattern, next: number): number {
    this.steps += 1;
    if (this.steps > STEPS_MAX) this.tooLarge();
    switch (pattern.kind) {
      case 'unit':
        return this.add({ kind: 'unit', takes: this.unitTest(pattern.source), next });
      case 'place':
        return this.add({ kind: 'place', where: pattern.where, next });
      case 'sequence':
        return pattern.items.reduceRight((after, item) => this.before(item, after), next);
      case 'choice':
        return this.add({ kind: 'split', ways: pattern.options.map((option) => this.before(option, next)) });
      default:
        return this.beforeRepeat(pattern, next);
    }
  }

  private beforeRepeat({ item, min, max }: Extract<Pattern, { kind: 'repeat' }>, next: number): number {
    let after = next;
    if (max === Number.POSITIVE_INFINITY) {
      const ways = [next];
      after = this.add({ kind: 'split', ways });
      ways.push(this.before(item, after));
    } else {
      for (let times = min; times < max; times += 1) after = this.add({ kind: 'split', ways: [this.before(item, after), next] });
    }
    for (let times = 0; times < min; times += 1) after = this.before(item, after);
    return after;
  }

  /** What one code unit is taken by, JavaScript knows itself; each is asked about once. */
  private unitTest(source: string): (unit: number) => boolean {
    const known = this.units.get(source);
    if (known !== undefined) return known;
    const regex = new RegExp(`^${source}$`);
    const answers = new Map<number, boolean>();
    const takes = (unit: number): boolean => {
      let answer = answers.get(unit);
      if (answer === undefined) answers.set(unit, (answer = regex.test(String.fromCharCode(unit))));
      return answer;
    };
    this.units.set(source, takes);
    return takes;
  }

  private add(state: State): number {
    if (this.states.length >= STATES_MAX) this.tooLarge();
    return this.states.push(state) - 1;
  }

  private tooLarge(): never {
    throw new UnsupportedPattern(`it is too large: at most ${STATES_MAX} steps are taken, repetitions counted as often as they may occur`);
  }
}

/** One look through one text: all ways at once, each state at most once for each place. */
class Matching {
  private readonly seenAt: Int32Array;

  constructor(
    private readonly states: readonly State[],
    private readonly start: number,
    private readonly text: string,
  ) {
    this.seenAt = new Int32Array(states.length).fill(-1);
  }

  isFound(): boolean {
    let waiting: number[] = [];
    for (let at = 0; ; at += 1) {
      const reached: number[] = [];
      for (const state of [...waiting, this.start]) if (this.follow(state, at, reached)) return true;
      if (at === this.text.length) return false;
      waiting = this.taken(reached, this.text.charCodeAt(at));
    }
  }

  private taken(reached: readonly number[], unit: number): number[] {
    const next: number[] = [];
    for (const index of reached) {
      const state = this.states[index] as Extract<State, { kind: 'unit' }>;
      if (state.takes(unit)) next.push(state.next);
    }
    return next;
  }

  /** Gathers what waits for a code unit; true when it is done. */
  private follow(first: number, at: number, reached: number[]): boolean {
    for (const open = [first]; open.length > 0; ) {
      const index = open.pop()!;
      if (this.seenAt[index] === at) continue;
      this.seenAt[index] = at;
      const state = this.states[index]!;
      if (state.kind === 'done') return true;
      if (state.kind === 'unit') reached.push(index);
      else if (state.kind === 'split') open.push(...state.ways);
      else if (this.isAt(state.where, at)) open.push(state.next);
    }
    return false;
  }

  private isAt(where: Place, at: number): boolean {
    if (where === 'start') return at === 0;
    if (where === 'end') return at === this.text.length;
    return (isWord(this.text, at - 1) !== isWord(this.text, at)) === (where === 'word-edge');
  }
}

const isWord = (text: string, at: number): boolean => /^\w$/.test(text.charAt(at));
