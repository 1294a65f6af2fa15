import { dataOf, metaOf, Refusal, type EventMeta, type Issued, type JsonObject, type Process } from '@ledger/kit';
import type { RecordedEvent } from '@ledger/platform/event-store';
import type { NamedValues } from '@ledger/platform/office-store';
import { processCommandId } from '../ledger/identifiers';
import type { Ledger } from '../ledger/ledger';
import { Problem } from '../problems/problem';

/** How deep a refusal may lead to a command that is refused in turn. */
const REFUSALS_DEEP_MAX = 3;

interface Cause {
  readonly type: string;
  readonly data: unknown;
  readonly meta: EventMeta;
}

/** Issues the commands that one event leads to, each under an id of its own, so that doing it again records nothing. */
export class EventActor {
  constructor(
    private readonly process: Process,
    private readonly ledger: Ledger,
    private readonly refusals: Pick<NamedValues, 'get' | 'set'>,
  ) {}

  async act(event: RecordedEvent): Promise<void> {
    const handler = this.process.on[event.type];
    if (!handler) return;
    const cause = { type: event.type, data: dataOf(event, handler.definition), meta: metaOf(event) };
    await this.issueAll(handler.run(cause.data, cause.meta), cause, '');
  }

  private async issueAll(commands: readonly Issued[], cause: Cause, under: string): Promise<void> {
    for (const [index, issued] of commands.entries()) await this.issue(issued, cause, `${under}${index}`);
  }

  private async issue(issued: Issued, cause: Cause, index: string): Promise<void> {
    const commandId = processCommandId(this.process.name, cause.meta.eventId, index);
    const refusal = this.remembered(commandId) ?? (await this.execute(issued, cause, commandId));
    if (!refusal) return;
    const answer = this.process.refused[refusal.code] ?? this.process.refused['*'];
    if (!answer || index.split('.').length > REFUSALS_DEEP_MAX) throw refusal;
    // Remembered before it is acted on: asked again later, the command might be accepted, and both would be recorded.
    this.refusals.set(nameOf(commandId), { code: refusal.code, details: plain(refusal.details), ...(refusal.field ? { field: refusal.field } : {}) });
    await this.issueAll(answer({ command: issued.command, refusal, cause }), cause, `${index}.`);
  }

  private async execute({ command, effectiveOn }: Issued, { meta }: Cause, commandId: string): Promise<Refusal | undefined> {
    const { legalBasis, reason, evidence, basis } = meta;
    try {
      await this.ledger.execute({
        command,
        commandId,
        actor: { user: `process:${this.process.name}`, role: 'process', unit: '10' },
        act: { effectiveOn: effectiveOn ?? meta.effectiveOn, legalBasis, reason, evidence, basis },
        correlationId: meta.correlationId,
        causationId: meta.eventId,
        origin: meta.origin,
      });
      return undefined;
    } catch (error) {
      if (error instanceof Refusal) return error;
      // Recorded before, by an earlier version of the process that said it otherwise: it stands.
      if (error instanceof Problem && error.code === 'ledger.idempotency-mismatch') return undefined;
      throw error;
    }
  }

  private remembered(commandId: string): Refusal | undefined {
    const stored = this.refusals.get(nameOf(commandId)) as { code: string; details: Record<string, unknown>; field?: string } | undefined;
    return stored && new Refusal(stored.code, stored.details, stored.field);
  }
}

const nameOf = (commandId: string): string => `process-refusal:${commandId}`;

const plain = (details: Readonly<Record<string, unknown>>): JsonObject =>
  JSON.parse(JSON.stringify(details, (_key, value: unknown) => (typeof value === 'bigint' ? value.toString() : value))) as JsonObject;
