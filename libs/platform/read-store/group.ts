import { Batch } from './batch';
import type { Catalogue } from './catalogue';
import type { Database, Statement } from './database';
import type { Participant, Poison, Prepared } from './participant';
import type { Recorded } from '@ledger/kit';

export interface Progress {
  readonly rate: number;
  readonly secondsLeft: number;
}

export interface GroupEvents {
  onMoved(change: { readonly tables: readonly string[]; readonly position: bigint }): void;
  onParked(participant: Participant, poison: Poison): void;
}

/** Participants that take in the same batches; each batch is one transaction, checkpoints included. */
export class Group {
  constructor(
    readonly members: Participant[],
    private readonly database: Database,
    private readonly catalogue: Catalogue,
    private readonly events: GroupEvents,
  ) {}

  /** Where the member that is furthest behind stands; undefined when nobody is left. */
  get position(): bigint | undefined {
    return this.members.reduce<bigint | undefined>((lowest, { position }) => (lowest === undefined || position < lowest ? position : lowest), undefined);
  }

  /** Takes in a batch. Members ahead of some of its events skip them; a member that cannot take one in is parked and leaves. */
  async take(events: readonly Recorded[], progress: Progress = { rate: 0, secondsLeft: 0 }): Promise<void> {
    const batch = new Batch(inOrder(events));
    const taking = this.members.filter(({ position }) => position < batch.position);
    if (taking.length === 0) return;
    const prepared: { readonly member: Participant; readonly done: Prepared }[] = [];
    for (const member of taking) prepared.push({ member, done: await member.prepare(batch) });
    const statements = prepared.flatMap(({ done }) => done.statements);
    // The checkpoint first: a second runner waits for it, or loses there.
    await this.database.write([...this.moves(prepared, progress), ...statements]);
    for (const { member, done } of prepared) member.position = done.position;
    for (const { member, done } of prepared) if (done.poison) await this.park(member, done.poison);
    const tables = prepared.flatMap(({ member, done }) => (member.building ? [] : done.changed));
    if (prepared.some(({ member }) => !member.building)) this.events.onMoved({ tables, position: batch.position });
  }

  /** A build that meets a poison event is swapped in as far as it came when nothing is live yet, and given up otherwise. */
  private async park(member: Participant, poison: Poison): Promise<void> {
    this.members.splice(this.members.indexOf(member), 1);
    if (member.building) {
      const live = (await this.catalogue.pointers()).get(member.name);
      await this.database.write(
        live
          ? [this.catalogue.giveUp(member), this.catalogue.note(member.name, poison)]
          : [...member.finish(), ...this.catalogue.swap(member, undefined, poison)],
      );
    }
    this.events.onParked(member, poison);
  }

  private moves(prepared: readonly { readonly member: Participant; readonly done: Prepared }[], progress: Progress): Statement[] {
    const statements = new Map<string, { members: Participant[]; from: bigint; to: bigint }>();
    const parked: Statement[] = [];
    for (const { member, done } of prepared) {
      if (done.poison && !member.building) parked.push(this.catalogue.park(member, done.position, done.poison));
      else if (done.position > member.position) {
        const step = `${member.position} ${done.position}`;
        const moving = statements.get(step) ?? { members: [], from: member.position, to: done.position };
        moving.members.push(member);
        statements.set(step, moving);
      }
    }
    return [...parked, ...[...statements.values()].flatMap(({ members, from, to }) => this.catalogue.move(members, from, to, progress))];
  }
}

/** Delivered at least once: what comes again is left out. */
function inOrder(events: readonly Recorded[]): readonly Recorded[] {
  let highest = -1n;
  return events.filter(({ position }) => {
    const isNew = position > highest;
    if (isNew) highest = position;
    return isNew;
  });
}
