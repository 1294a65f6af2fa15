import { parentPort, workerData } from 'node:worker_threads';
import type { Register } from '@ledger/kit';
import type { EventStore, RecordedEvent } from '@ledger/platform/event-store';
import { SignalLooks, signalsOf, type Look, type SignalHit } from '@ledger/platform/risk-signals';
import { LATER, stepBack } from '@ledger/platform/thread';
import { openEventSource, type EventSourceSettings } from '../worker/event-source';

export interface SignalThreadSettings extends EventSourceSettings {
  readonly registersModule: string;
}

export interface ToSignalThread {
  readonly call: number;
  readonly looks: readonly Look[];
  readonly until: bigint;
}

export interface FromSignalThread {
  readonly call: number;
  readonly hits?: readonly (readonly SignalHit[])[];
  readonly error?: string;
}

/** The events after a position and up to another. */
async function* between(store: EventStore, after: bigint, until: bigint): AsyncGenerator<readonly RecordedEvent[]> {
  for await (const batch of store.readAll({ from: after })) {
    const wanted = batch.filter(({ position }) => position <= until);
    yield wanted;
    if (wanted.length < batch.length) return;
  }
}

async function run(settings: SignalThreadSettings): Promise<void> {
  await stepBack(LATER);
  const port = parentPort!;
  const { registers } = (await import(settings.registersModule)) as { readonly registers: readonly Register[] };
  const store = await openEventSource(settings, registers);
  const looks = new SignalLooks(signalsOf(registers), (after, until) => between(store, after, until));
  port.on('message', (message: ToSignalThread | 'stop') => {
    if (message === 'stop') return void store.close().then(() => port.close());
    const { call, looks: asked, until } = message;
    looks.look(asked, until).then(
      (hits) => port.postMessage({ call, hits } satisfies FromSignalThread),
      (error: Error) => port.postMessage({ call, error: error.message } satisfies FromSignalThread),
    );
  });
}

if (parentPort) void run(workerData as SignalThreadSettings);
