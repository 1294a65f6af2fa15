import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';

const NAME = 'positions';
const BYTES = 8;

/**
 * Where each leaf's event is in the store: the side index of a log, eight bytes a leaf, big-endian. Positions change when a
 * store is moved, so the file can be thrown away: it is made again with the tiles.
 */
export class LeafPositions {
  constructor(private readonly folder: string) {}

  /** Writes the positions of the leaves from `first`; durable when it resolves. */
  async write(first: bigint, positions: readonly bigint[]): Promise<void> {
    const bytes = Buffer.alloc(positions.length * BYTES);
    positions.forEach((position, i) => bytes.writeBigUInt64BE(position, i * BYTES));
    await mkdir(this.folder, { recursive: true });
    const file = await open(join(this.folder, NAME), constants.O_RDWR | constants.O_CREAT, 0o644);
    try {
      await file.write(bytes, 0, bytes.length, Number(first) * BYTES);
      await file.datasync();
    } finally {
      await file.close();
    }
  }

  /** The position of leaf `index`; undefined when it is not known. */
  at(index: bigint): bigint | undefined {
    return this.reading((file) => positionAt(file, index));
  }

  /** The leaf of the event at a position, among the first `size`; undefined when none is there. */
  leafAt(position: bigint, size: bigint): bigint | undefined {
    return this.reading((file) => {
      const known = BigInt(Math.floor(fstatSync(file).size / BYTES));
      const [index, found] = firstFrom(file, position, known < size ? known : size);
      return found === position ? index : undefined;
    });
  }

  /** How many of the first `size` leaves stand at or before a position. */
  leavesUpTo(position: bigint, size: bigint): bigint {
    return this.reading((file) => firstFrom(file, position + 1n, size)[0]) ?? 0n;
  }

  private reading<T>(look: (file: number) => T): T | undefined {
    let file: number;
    try {
      file = openSync(join(this.folder, NAME), 'r');
    } catch (error) {
      if ((error as { readonly code?: string }).code === 'ENOENT') return undefined;
      throw error;
    }
    try {
      return look(file);
    } finally {
      closeSync(file);
    }
  }
}

function positionAt(file: number, index: bigint): bigint | undefined {
  const bytes = Buffer.alloc(BYTES);
  return readSync(file, bytes, 0, BYTES, Number(index) * BYTES) === BYTES ? bytes.readBigUInt64BE() : undefined;
}

/** The first of `size` leaves that is not before a position, by bisection; `size` itself when all are. */
function firstFrom(file: number, position: bigint, size: bigint): [index: bigint, position: bigint | undefined] {
  let [low, high] = [0n, size];
  while (low < high) {
    const middle = (low + high) >> 1n;
    const found = positionAt(file, middle);
    if (found !== undefined && found < position) low = middle + 1n;
    else high = middle;
  }
  return [low, low < size ? positionAt(file, low) : undefined];
}
