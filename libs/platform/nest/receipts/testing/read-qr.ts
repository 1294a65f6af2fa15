/**
 * Reads a QR code of ISO/IEC 18004 from a perfect picture of it, without correcting errors: bytes mode, error correction level L.
 * Made for tests, from the standard and apart from whatever drew the code.
 */
export function readQr(svg: string): Buffer {
  const dark = modulesOf(svg);
  const version = (dark.length - 17) / 4;
  const words = codewords(dark, version, maskOf(dark));
  return message(words, version);
}

type Modules = readonly (readonly boolean[])[];
const QUIET = 4;

/** The picture's path, `M x y h<run> v1 h-<run> z` a run of dark modules. */
function modulesOf(svg: string): Modules {
  const side = Number(/viewBox="0 0 (\d+) /.exec(svg)![1]) - 2 * QUIET;
  const dark = Array.from({ length: side }, () => new Array<boolean>(side).fill(false));
  for (const [, x, y, run] of svg.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) dark[Number(y) - QUIET]!.fill(true, Number(x) - QUIET, Number(x) - QUIET + Number(run));
  return dark;
}

/** §7.9: the fifteen bits beside the upper left finder pattern; level L is 01. */
function maskOf(dark: Modules): number {
  const bits = [0, 1, 2, 3, 4, 5, 7, 8].map((column) => dark[8]![column]!).concat([7, 5, 4, 3, 2, 1, 0].map((row) => dark[row]![8]!));
  const format = bits.reduce((value, bit) => value * 2 + Number(bit), 0) ^ 0b101010000010010;
  if (format >> 13 !== 0b01) throw new Error('not of error correction level L');
  return (format >> 10) & 0b111;
}

/** §7.8.2, of row i and column j. */
const MASKS: readonly ((i: number, j: number) => boolean)[] = [
  (i, j) => (i + j) % 2 === 0, (i) => i % 2 === 0, (_, j) => j % 3 === 0, (i, j) => (i + j) % 3 === 0,
  (i, j) => (Math.floor(i / 2) + Math.floor(j / 3)) % 2 === 0, (i, j) => ((i * j) % 2) + ((i * j) % 3) === 0,
  (i, j) => (((i * j) % 2) + ((i * j) % 3)) % 2 === 0, (i, j) => (((i + j) % 2) + ((i * j) % 3)) % 2 === 0,
];

/** Annex E: rows and columns of the alignment patterns' centres. */
function alignmentCentres(version: number): number[] {
  if (version === 1) return [];
  const count = Math.floor(version / 7) + 2;
  const last = version * 4 + 10;
  const step = version === 32 ? 26 : Math.ceil((version * 4 + 4) / (count * 2 - 2)) * 2;
  return [6, ...Array.from({ length: count - 1 }, (_, at) => last - step * (count - 2 - at))];
}

function isFunction(version: number): (row: number, column: number) => boolean {
  const side = version * 4 + 17;
  const centres = alignmentCentres(version);
  const corners = ([row, column]: readonly [number, number]) => (row === 6 && column === 6) || (row === 6 && column === side - 7) || (row === side - 7 && column === 6);
  const patterns = centres.flatMap((row) => centres.map((column) => [row, column] as const)).filter((centre) => !corners(centre));
  const around = [-2, -1, 0, 1, 2];
  const aligned = new Set(patterns.flatMap(([y, x]) => around.flatMap((down) => around.map((right) => (y + down) * side + x + right))));
  return (row, column) =>
    row === 6 || column === 6 || (row < 9 && column < 9) || (row < 9 && column >= side - 8) || (row >= side - 8 && column < 9)
    || (version >= 7 && ((row < 6 && column >= side - 11) || (column < 6 && row >= side - 11)))
    || aligned.has(row * side + column);
}

/** §7.7.3: two columns at a time from the right, up and down in turn, past the vertical timing pattern. */
function codewords(dark: Modules, version: number, mask: number): number[] {
  const isTaken = isFunction(version);
  const words: number[] = [];
  let bits = 0;
  let word = 0;
  for (let right = dark.length - 1, up = true; right > 0; right -= 2, up = !up) {
    if (right === 6) right -= 1;
    for (let step = 0; step < dark.length; step += 1) {
      const row = up ? dark.length - 1 - step : step;
      for (const column of [right, right - 1]) {
        if (isTaken(row, column)) continue;
        word = word * 2 + Number(dark[row]![column] !== MASKS[mask]!(row, column));
        bits += 1;
        if (bits % 8 > 0) continue;
        words.push(word);
        word = 0;
      }
    }
  }
  return words;
}

/** Table 9, level L, of versions 1 to 40: blocks, and error correction codewords in each. */
const BLOCKS = [1, 1, 1, 1, 1, 2, 2, 2, 2, 4, 4, 4, 4, 4, 6, 6, 6, 6, 7, 8, 8, 9, 9, 10, 12, 12, 12, 13, 14, 15, 16, 17, 18, 19, 19, 20, 21, 22, 24, 25];
const CORRECTION = [7, 10, 15, 20, 26, 18, 20, 24, 30, 18, 20, 24, 26, 30, 22, 24, 28, 30, 28, 28, 28, 28, 30, 30, 26, 28, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30];

/** §7.6: the blocks' data words stand interleaved, the longer blocks last; then §7.4.5: mode 0100, the length, the bytes. */
function message(words: readonly number[], version: number): Buffer {
  const blocks = BLOCKS[version - 1]!;
  const data = words.length - blocks * CORRECTION[version - 1]!;
  const short = Math.floor(data / blocks);
  const longer = data % blocks;
  const lengthOf = (block: number): number => short + (block >= blocks - longer ? 1 : 0);
  const parts = Array.from({ length: blocks }, () => [] as number[]);
  for (let taken = 0, at = 0; taken < data; at += 1) for (let block = 0; block < blocks; block += 1) if (at < lengthOf(block)) parts[block]!.push(words[taken++]!);
  const stream = parts.flat().map((word) => word.toString(2).padStart(8, '0')).join('');
  const countBits = version < 10 ? 8 : 16;
  if (!stream.startsWith('0100')) throw new Error('not in bytes mode');
  const length = Number.parseInt(stream.slice(4, 4 + countBits), 2);
  return Buffer.from(Array.from({ length }, (_, at) => Number.parseInt(stream.slice(4 + countBits + at * 8, 12 + countBits + at * 8), 2)));
}
