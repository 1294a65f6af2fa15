import type { Act, Actor } from '@ledger/kit';
import { instant, type Hour } from './calendar';

/** One thing somebody asks for in the demo province, and when. */
export interface DemoCommand {
  /** Instant at which the clock stands, ISO 8601 UTC. Commands of one instant do not depend on each other. */
  readonly at: string;
  /** An instance of a command class. */
  readonly command: object;
  readonly actor: Actor;
  readonly act: { readonly effectiveOn: string; readonly basis: NonNullable<Act['basis']> } & Pick<Act, 'legalBasis' | 'reason' | 'evidence'>;
  /** Idempotency key: the same in every load. */
  readonly key: string;
  /** Nothing else is asked for until the ledger's processes have dealt with this, such as funds on their way to where they are spent. */
  readonly awaitsProcesses?: boolean;
  /** The position just before this command gets this name. */
  readonly marks?: string;
}

interface When {
  readonly day: string;
  readonly hour: Hour;
  /** The day it is true on; default: the day of recording. */
  readonly effectiveOn?: string;
}

type Extras = Pick<DemoCommand, 'awaitsProcesses' | 'marks'> & Pick<Act, 'legalBasis' | 'reason' | 'evidence'>;

/** A command of somebody on a day; `key` need only be unique among that person's commands. */
export function demoCommand(key: string, command: object, actor: Actor, when: When, basis: NonNullable<Act['basis']>, extras: Extras = {}): DemoCommand {
  const { legalBasis, reason, evidence, ...rest } = extras;
  return {
    at: instant(when.day, when.hour),
    command,
    actor,
    act: { effectiveOn: when.effectiveOn ?? when.day, basis, ...present({ legalBasis, reason, evidence }) },
    key: `demo:${key}`,
    ...rest,
  };
}

const present = <T extends object>(values: T): T => Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as T;
