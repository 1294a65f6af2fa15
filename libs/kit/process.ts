import type { EventMeta } from './act';
import type { Handlers } from './projection';
import type { Refusal } from './refusal';

/** A command that a process issues: an instance of a command class, dated as its event unless it says otherwise. */
export interface Issued {
  readonly command: object;
  readonly effectiveOn?: string;
}

export interface RefusedCommand {
  readonly command: any;
  readonly refusal: Refusal;
  /** The event that had led to the command. */
  readonly cause: { readonly type: string; readonly data: any; readonly meta: EventMeta };
}

/**
 * Events in, commands out; checkpointed, at least once, and harmless when repeated, because the command id is
 * uuidv5(process, event id, index). A refusal named in `refused` leads to other commands (or to none); any other parks the
 * process at that event, visibly.
 */
export interface Process {
  readonly name: string;
  readonly on: Handlers<readonly Issued[]>;
  /** By refusal code, or `'*'` for every business refusal. */
  readonly refused: { readonly [code: string]: (refused: RefusedCommand) => readonly Issued[] };
}

export const defineProcess = (
  name: string,
  definition: { readonly on: Handlers<readonly Issued[]>; readonly refused?: Process['refused'] },
): Process => ({ name, on: definition.on, refused: definition.refused ?? {} });

export const issue = (command: object, effectiveOn?: string): Issued => ({ command, effectiveOn });
