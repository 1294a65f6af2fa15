import type { RecordedEvent } from '@ledger/ui/api/catalogue';
import { house, houseStages, stepOrder, type HouseKind, type HouseStep } from '@ledger/registers/housing/domain';
import type { HouseState } from '@ledger/registers/housing/domain/house-state';
import type { Step } from '@ledger/ui/work/step-line';
import { foldedState } from '@ledger/ui/work/stream-state';

/** One place on the line from the proposal to the money. */
export interface LineStep {
  readonly step: HouseStep | 'paid';
  readonly state: Step['state'];
  /** The day it counts from, and who recorded it. */
  readonly on?: string;
  readonly by?: string;
}

/** A paper or photo, with the step it was recorded with. */
export interface StepEvidence {
  readonly step: HouseStep | undefined;
  readonly event: RecordedEvent;
  readonly files: readonly string[];
}

const STEP_OF: { readonly [type: string]: HouseStep } = { HouseProposed: 'proposed', HouseApproved: 'approved', HouseStarted: 'started', HouseAccepted: 'accepted', HouseWithdrawn: 'withdrawn' };

/** The step that an event tells of. */
export const stepOf = ({ type, data }: RecordedEvent): HouseStep | undefined => (type === 'HouseStageRecorded' ? (data['stage'] as HouseStep) : STEP_OF[type]);

/** The house as its stream's events tell, on a day of the world. */
export function houseIn(events: readonly RecordedEvent[], asOf: string | undefined): { readonly state: HouseState; readonly events: readonly RecordedEvent[] } {
  const seen = asOf === undefined ? events : events.filter(({ metadata }) => metadata.effectiveOn <= asOf);
  return { events: seen, state: foldedState(house, seen) as HouseState };
}

/** A new house passes every stage; a repair only those it needed. */
function stepsOn(kind: HouseKind | undefined, reached: readonly HouseStep[]): readonly HouseStep[] {
  const stages = kind === 'repair' ? houseStages.filter((stage) => reached.includes(stage)) : houseStages;
  return ['proposed', 'approved', 'started', ...stages, 'accepted'];
}

/** The line of steps: what was done when and by whom, what it waits for now, and what is to come. */
export function lineOf({ house: now }: HouseState, events: readonly RecordedEvent[], paid: bigint): readonly LineStep[] {
  if (!now) return [];
  const taken = new Map(events.flatMap((event) => {
    const step = stepOf(event);
    return step === undefined ? [] : [[step, event] as const];
  }));
  const withdrawn = now.last.step === 'withdrawn';
  const at = withdrawn ? now.furthest : now.last.step;
  const steps = stepsOn(now.kind, [...taken.keys()]);
  const waitsFor = steps.findIndex((step) => stepOrder(step) > stepOrder(at));
  const line = steps.map((step, index): LineStep => {
    const event = taken.get(step);
    const reached = stepOrder(step) <= stepOrder(at);
    const state = reached ? 'done' : index === waitsFor ? (withdrawn ? 'stopped' : 'now') : 'later';
    return { step, state, ...(reached && event ? whoAndWhen(event) : {}) };
  });
  const last = events.findLast(({ type }) => type === 'HousePaid');
  const whole = now.approval !== undefined && paid >= now.approval.amount;
  return [...line, { step: 'paid', state: whole ? 'done' : at === 'accepted' ? 'now' : 'later', ...(whole && last ? whoAndWhen(last) : {}) }];
}

const whoAndWhen = ({ metadata }: RecordedEvent): Pick<LineStep, 'on' | 'by'> => ({ on: metadata.effectiveOn, by: metadata.actor.user });

/** Papers and photos with the steps they were recorded with, the latest first. */
export const evidenceIn = (events: readonly RecordedEvent[]): readonly StepEvidence[] =>
  events.flatMap((event) => (event.metadata.evidence?.length ? [{ step: stepOf(event), event, files: event.metadata.evidence }] : [])).reverse();
