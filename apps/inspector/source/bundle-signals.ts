import type { JsonObject, Recorded, Register, RiskSignal } from '@ledger/kit';
import { toCsv } from '@ledger/platform/export/csv';
import { signalAnswer, signalQuestion, signalsAnswer, standardParameters } from '@ledger/platform/nest/signals/signal-answer';
import { signalSheet } from '@ledger/platform/nest/signals/signal-sheet';
import { Problem } from '@ledger/platform/nest/problems/problem';
import type { Query } from '@ledger/platform/nest/queries/position-parameters';
import { SignalLooks, signalsOf, type SignalHit } from '@ledger/platform/risk-signals';

type Answer = JsonObject | { readonly status: number; readonly type: string; readonly body: string; readonly file: string };

/** Risk signals over a bundle's events: the same functions as on the server, in the worker that keeps the bundle. */
export class BundleSignals {
  private readonly signals: readonly RiskSignal[];
  private readonly looks: SignalLooks;

  constructor(
    registers: readonly Register[],
    /** In the order of recording. */
    private readonly events: readonly Recorded[],
  ) {
    this.signals = signalsOf(registers);
    this.looks = new SignalLooks(this.signals, async function* (after, until) {
      yield events.filter(({ position }) => position > after && position <= until);
    });
  }

  /** `name`: one signal; without one, all of them counted. */
  async answer(name: string | undefined, query: Query, knownAt: bigint | undefined, language: 'vi' | 'en'): Promise<Answer> {
    const head = this.events.at(-1)?.position ?? 0n;
    const until = knownAt === undefined || knownAt > head ? head : knownAt;
    if (name === undefined) return signalsAnswer(this.signals, await this.looks.look(this.signals.map((signal) => ({ name: signal.name, parameters: standardParameters(signal) })), until), until);
    const signal = this.signals.find((each) => each.name === name);
    if (!signal) throw new Problem(404, 'bundle.not-held');
    const question = signalQuestion(signal, query);
    const [hits] = (await this.looks.look([{ name, parameters: question.parameters }], until)) as [readonly SignalHit[]];
    if (question.format === 'json') return signalAnswer(signal, question, hits, until);
    return { status: 200, type: 'text/csv; charset=utf-8', body: toCsv(signalSheet(signal, hits, until, language)), file: `${name}-${until}.csv` };
  }
}
