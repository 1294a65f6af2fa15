import { parseCheckpoint, parseNote, type Checkpoint, type FindingKind, type Findings, type Hash } from '@ledger/platform/audit-log/node';

interface ExpectedRoot {
  readonly checkpoint: Checkpoint;
  readonly kind: FindingKind;
}

/** The roots that were signed, met one after the other while the tree grows. */
export class RootChecks {
  private readonly expected = new Map<bigint, ExpectedRoot[]>();
  private readonly wrong: ExpectedRoot[] = [];
  private good = 0n;

  constructor(private readonly findings: Findings) {}

  /** Finds a split view at once: two roots for one size. */
  expect(checkpoint: Checkpoint, kind: FindingKind): void {
    const others = this.expected.get(checkpoint.size) ?? [];
    const root = Buffer.from(checkpoint.root);
    if (others.some((other) => root.equals(other.checkpoint.root))) return;
    if (others.length > 0) this.findings.add('split-view', { size: String(checkpoint.size) });
    else this.expected.set(checkpoint.size, [{ checkpoint, kind }]);
  }

  /** The recorded checkpoint of this note. */
  recorded(note: string): Checkpoint | undefined {
    const wanted = parseCheckpoint(parseNote(note).text);
    return this.expected.get(wanted.size)?.find(({ checkpoint, kind }) => kind === 'root-differs' && Buffer.from(checkpoint.root).equals(wanted.root))?.checkpoint;
  }

  /** The tree has this size now. */
  reached(size: bigint, root: () => Hash): void {
    const expected = this.expected.get(size);
    if (expected === undefined) return;
    this.expected.delete(size);
    const now = Buffer.from(root());
    const wrong = expected.filter(({ checkpoint }) => !now.equals(checkpoint.root));
    this.wrong.push(...wrong);
    if (wrong.length === 0) this.good = size;
  }

  /** Sizes before this one have been verified another time. */
  skipTo(size: bigint): void {
    this.good = size;
  }

  get differs(): boolean {
    return this.wrong.length > 0;
  }

  /** Tells the first root of each kind that differs: whatever follows differs with it. */
  tell(): void {
    for (const kind of new Set(this.wrong.map((each) => each.kind))) {
      const { checkpoint } = this.wrong.find((each) => each.kind === kind)!;
      this.findings.add(kind, { size: String(checkpoint.size), ...(kind === 'root-differs' && { detail: `the last one that holds is of size ${this.good}` }) });
    }
  }
}
