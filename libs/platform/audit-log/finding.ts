/** How bad a finding is. `unproven`: nothing shows tampering, but nobody outside vouches for it either. `note`: worth knowing. */
export type FindingLevel = 'tampered' | 'unproven' | 'unreadable' | 'internal' | 'note';

/** Everything a verification can find, and how bad it is. */
export const FINDINGS = {
  'event-differs': 'tampered',
  'event-not-canonical': 'tampered',
  'event-missing': 'tampered',
  'event-inserted': 'tampered',
  'event-moved': 'tampered',
  'event-hidden': 'tampered',
  'index-differs': 'tampered',
  'event-unlisted': 'tampered',
  'event-damaged': 'tampered',
  'recorded-at-differs': 'tampered',
  'revision-gap': 'tampered',
  'position-gap': 'tampered',
  'tile-differs': 'tampered',
  'tile-missing': 'tampered',
  'root-differs': 'tampered',
  'not-included': 'tampered',
  'signature-wrong': 'tampered',
  'origin-differs': 'tampered',
  'rolled-back': 'tampered',
  'inconsistent': 'tampered',
  'split-view': 'tampered',
  'checkpoint-missing': 'tampered',
  'checkpoint-order': 'tampered',
  'checkpoint-damaged': 'tampered',
  'manifest-differs': 'tampered',
  'file-damaged': 'tampered',
  'file-differs': 'tampered',
  'file-missing': 'tampered',
  'file-unlisted': 'tampered',
  'report-differs': 'tampered',
  'never-sealed': 'unproven',
  'unsigned': 'unproven',
  'quorum-missing': 'unproven',
  'own-policy': 'unproven',
  'stale': 'unproven',
  'consistency-unproven': 'unproven',
  'report-unproven': 'unproven',
  'malformed': 'unreadable',
  'unreadable': 'unreadable',
  'internal': 'internal',
  'own-key': 'note',
  'tiles-absent': 'note',
  'unsealed': 'note',
  'uncosigned': 'note',
  'late-entry': 'note',
  'sealed-late': 'note',
  'not-verified': 'note',
} as const satisfies { readonly [kind: string]: FindingLevel };

export type FindingKind = keyof typeof FINDINGS;

/** One thing found, as plain JSON: numbers that may be large are decimal text. */
export interface Finding {
  readonly kind: FindingKind;
  readonly level: FindingLevel;
  /** The leaf it is about. */
  readonly index?: string;
  readonly stream?: string;
  readonly revision?: string;
  readonly position?: string;
  /** Which parts differ: `data`, `metadata`, `type`, `id`, `recordedAt`, `stream`, `revision`. */
  readonly differs?: readonly string[];
  readonly file?: string;
  /** A tree size. */
  readonly size?: string;
  /** More, in English, for whoever looks closer. */
  readonly detail?: string;
}

/** 0 intact, 1 tampered, 2 not enough cosignatures or stale, 3 unreadable, 4 internal error. */
export type ExitCode = 0 | 1 | 2 | 3 | 4;
export type Outcome = 'intact' | 'tampered' | 'unproven' | 'unreadable' | 'internal';

const KEPT = 100;

/** Gathers what is found; keeps the first hundred of a kind of trouble and counts the rest. */
export class Findings {
  readonly found: Finding[] = [];
  readonly counts = new Map<FindingLevel, number>();

  add(kind: FindingKind, about: Omit<Finding, 'kind' | 'level'> = {}): void {
    const level = FINDINGS[kind];
    const count = (this.counts.get(level) ?? 0) + 1;
    this.counts.set(level, count);
    if (count <= KEPT) this.found.push({ kind, level, ...about });
  }

  has(level: FindingLevel): boolean {
    return this.counts.has(level);
  }

  /** How many were not kept. */
  get left(): number {
    return [...this.counts.values()].reduce((sum, count) => sum + Math.max(0, count - KEPT), 0);
  }

  get outcome(): Outcome {
    return (['internal', 'tampered', 'unreadable', 'unproven'] as const).find((level) => this.has(level)) ?? 'intact';
  }

  get exit(): ExitCode {
    return ({ intact: 0, tampered: 1, unproven: 2, unreadable: 3, internal: 4 } as const)[this.outcome];
  }
}
