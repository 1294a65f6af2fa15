/** The regular expressions that can be matched in time linear to the text: those of JavaScript without back references and look-around. */

/** One code unit, some after each other, one of several, the same again, or a place without width. */
export type Pattern =
  | { readonly kind: 'unit'; readonly source: string }
  | { readonly kind: 'sequence'; readonly items: readonly Pattern[] }
  | { readonly kind: 'choice'; readonly options: readonly Pattern[] }
  | { readonly kind: 'repeat'; readonly item: Pattern; readonly min: number; readonly max: number }
  | { readonly kind: 'place'; readonly where: Place };

export type Place = 'start' | 'end' | 'word-edge' | 'no-word-edge';

/** It is a regular expression, but none that is taken; the message says why. */
export class UnsupportedPattern extends Error {
  override readonly name = 'UnsupportedPattern';
}

const DEPTH_MAX = 100;
const QUANTIFIER = /\{(\d+)(?:,(\d*))?\}/y;
const GROUP = /\((?:\?:|\?<[A-Za-z_$][\w$]*>)?/y;
/** An escape that stands for one code unit or a set of them. */
const ESCAPE = /\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|c[A-Za-z]|0(?!\d)|[^0-9kpPbBc])/y;
const CLASS = /\[(?:[^\]\\]|\\[^])*\]/y;

/** The parts of a source that `new RegExp` takes. Throws `UnsupportedPattern`. */
export const parsePattern = (source: string): Pattern => new Parser(source).whole();

class Parser {
  private at = 0;
  private depth = 0;

  constructor(private readonly source: string) {}

  whole(): Pattern {
    const pattern = this.choice();
    if (this.at < this.source.length) throw new UnsupportedPattern(`“${this.source.slice(this.at, this.at + 10)}” is not understood`);
    return pattern;
  }

  private choice(): Pattern {
    const options = [this.sequence()];
    while (this.take('|')) options.push(this.sequence());
    return options.length === 1 ? options[0]! : { kind: 'choice', options };
  }

  private sequence(): Pattern {
    const items: Pattern[] = [];
    while (this.at < this.source.length && this.source[this.at] !== '|' && this.source[this.at] !== ')') items.push(this.repeated(this.item()));
    return items.length === 1 ? items[0]! : { kind: 'sequence', items };
  }

  private item(): Pattern {
    const character = this.source[this.at]!;
    switch (character) {
      case '(':
        return this.group();
      case '[':
        return this.unit(this.match(CLASS) ?? this.refuse('a class of characters without an end'));
      case '\\':
        return this.escape();
      case '^':
      case '$':
        this.at += 1;
        return { kind: 'place', where: character === '^' ? 'start' : 'end' };
      default:
        this.at += 1;
        return this.unit(character === '.' ? character : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
    }
  }

  private group(): Pattern {
    const opening = this.match(GROUP);
    if (opening === undefined || this.source[this.at] === '?') this.refuse('look-ahead and look-behind are not taken');
    this.depth += 1;
    if (this.depth > DEPTH_MAX) this.refuse(`groups more than ${DEPTH_MAX} deep are not taken`);
    const inner = this.choice();
    this.depth -= 1;
    if (!this.take(')')) this.refuse('a group without an end');
    return inner;
  }

  private escape(): Pattern {
    const next = this.source[this.at + 1];
    if (next === 'b' || next === 'B') {
      this.at += 2;
      return { kind: 'place', where: next === 'b' ? 'word-edge' : 'no-word-edge' };
    }
    return this.unit(this.match(ESCAPE) ?? this.refuse(`\\${next ?? ''} is not taken: back references, octal numbers and Unicode properties are not`));
  }

  private repeated(item: Pattern): Pattern {
    const [min, max] = this.quantity();
    if (max === undefined) return item;
    this.take('?');
    return { kind: 'repeat', item, min, max };
  }

  private quantity(): [min: number, max: number | undefined] {
    if (this.take('*')) return [0, Number.POSITIVE_INFINITY];
    if (this.take('+')) return [1, Number.POSITIVE_INFINITY];
    if (this.take('?')) return [0, 1];
    const counted = this.source[this.at] === '{' ? this.match(QUANTIFIER) : undefined;
    if (counted === undefined) return [0, undefined];
    const [min, max] = counted.slice(1, -1).split(',');
    return [Number(min), max === undefined ? Number(min) : max === '' ? Number.POSITIVE_INFINITY : Number(max)];
  }

  private unit(source: string): Pattern {
    return { kind: 'unit', source };
  }

  private take(character: string): boolean {
    if (this.source[this.at] !== character) return false;
    this.at += 1;
    return true;
  }

  private match(part: RegExp): string | undefined {
    part.lastIndex = this.at;
    const [found] = part.exec(this.source) ?? [];
    if (found !== undefined) this.at += found.length;
    return found;
  }

  private refuse(why: string): never {
    throw new UnsupportedPattern(why);
  }
}
