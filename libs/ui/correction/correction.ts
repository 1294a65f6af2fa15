import type { ComponentType } from 'react';
import type { Decider, Fact, Words } from '@ledger/kit';
import type { RecordedEvent } from '../api/catalogue';
import { pageAddress } from '../register/web-page';
import type { Value } from './value';

/** One recorded fact of a record, and what it stands for now. */
export interface RecordedFact {
  /** Id of the event that tells it. */
  readonly id: string;
  readonly event: RecordedEvent;
  /** The day it counts from. */
  readonly on: string;
  readonly recorded?: Value;
  /** What it stands for now; null where it was taken back, absent where nothing has changed it. */
  readonly now?: Value | null;
  /** What has become of it: corrected, taken back, waiting for somebody. */
  readonly notes: readonly Words[];
}

/** One way to put a fact right: a command of the register, and of the person who must agree to it. */
export interface CorrectionWay {
  readonly command: string;
  /** What it is called where there are several. */
  readonly label: Words;
  /** What the last button says. */
  readonly send: Words;
  /** The command's fields that are answered; an empty text leaves a field out that this fact does not touch. */
  readonly known: Readonly<Record<string, string>>;
  /** Proposed, and may be changed: what was recorded. */
  readonly initial?: Readonly<Record<string, string>>;
  /** What of every act's own fields is asked for at once, beside what the command cannot do without. */
  readonly asks?: readonly string[];
  /** The day it counts from, proposed; default: today. */
  readonly effectiveOn?: string;
  /** The command by which somebody else agrees, with the fields it takes; absent: the first alone is enough. */
  readonly agreed?: { readonly command: string; readonly values: Readonly<Record<string, string>> };
}

/** A fact that is put right in another book, where the money or the decision is. */
export interface CorrectedElsewhere {
  readonly words: Words;
  /** Where; absent: nowhere, and the words say why. */
  readonly to?: { readonly page: string; readonly search?: Readonly<Record<string, string>>; readonly words: Words };
}

/** One figure or word that a correction may change. */
export interface EffectLine {
  readonly label: Words;
  readonly before: Value | undefined;
  readonly after: Value | undefined;
}

/** A record before a correction and once it is agreed to. */
export interface CorrectedState<S> {
  readonly before: S;
  readonly after: S;
  readonly fact: RecordedFact;
  /** The events that would be recorded, the last one last. */
  readonly told: readonly Fact[];
}

/** How the facts of one kind of record are put right; everything that a page needs to know of the register. */
export interface Correction<S = unknown> {
  readonly decider: Decider;
  /** Names a record to a person. */
  readonly useName: () => (record: string) => string;
  /** Where a correction begins: choosing the record. */
  readonly Choice: ComponentType<{ readonly onChoose: (record: string) => void }>;
  /** Every fact that may be put right, the newest first. */
  facts(state: S, events: readonly RecordedEvent[]): readonly RecordedFact[];
  waysOf(record: string, fact: RecordedFact, state: S): readonly CorrectionWay[] | CorrectedElsewhere;
  /** Rows of other records that the rules need, as the server gives them to the decider; undefined while they are asked for. */
  readonly useNeeds?: (record: string, fact: RecordedFact | undefined) => Readonly<Record<string, readonly unknown[]>> | undefined;
  /** What changes once it is agreed to. */
  readonly useEffects: () => (change: CorrectedState<S>) => readonly EffectLine[];
  /** What is said once it was sent. */
  readonly sent: Words;
  /** The address of the record's own page, where there is one. */
  readonly page?: (record: string) => string;
}

/** The path of the page where a record is chosen, and of the page of one record's corrections. */
export const RECORDS_PAGE = 'corrections';
export const RECORD_PAGE = `${RECORDS_PAGE}/$record`;

/** The address where a record's facts are put right; `fact` in its search: the id of the event that is wrong. */
export const correctionAddress = (register: string, record: string): string => pageAddress(register, RECORD_PAGE, { record });

/** The record that an event tells of, where it may be put right: the part of its stream's name behind the kind. */
export const recordOf = ({ stream }: RecordedEvent, register: string, kind: string): string | undefined => {
  const prefix = `${register}.${kind}-`;
  return stream.startsWith(prefix) ? stream.slice(prefix.length) : undefined;
};
