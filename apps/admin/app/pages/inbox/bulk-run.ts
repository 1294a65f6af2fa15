import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import type { Words } from '@ledger/kit';
import { textOf } from '@ledger/ui/api/problem';
import { useCatalogue } from '@ledger/ui/api/queries';
import { useSession } from '@ledger/ui/api/session';
import { newKey } from '@ledger/ui/form/draft';
import { recordCommand, tryCommand, type CommandReceipt } from '@ledger/ui/form/submit-command';
import { usePermits } from '@ledger/ui/work/permits';
import { useRefusalTexts } from '@ledger/ui/work/refusal-texts';
import { streamStateQuery } from '@ledger/ui/work/stream-state';
import { daysOf } from '@ledger/ui/work/use-acts';
import type { WorkItem } from '@ledger/ui/work/use-work';
import { verdictOn } from '@ledger/ui/work/verdict';
import { onward } from './answered';

type Body = Readonly<Record<string, unknown>>;

/** What became of one item: what would be recorded, why not, or what was recorded. */
export type Outcome =
  | { readonly item: WorkItem; readonly is: 'possible'; readonly receipt: CommandReceipt; readonly body: Body; readonly key: string }
  | { readonly item: WorkItem; readonly is: 'refused'; readonly why: Words }
  | { readonly item: WorkItem; readonly is: 'recorded'; readonly receipt: CommandReceipt };

export interface BulkRun {
  readonly outcomes: readonly Outcome[];
  /** `trying`: the dry run is under way; `ready`: everything has been tried. */
  readonly phase: 'trying' | 'ready' | 'recording' | 'done';
  recordAll(): Promise<void>;
}

/** Tries every item first, then records those that can be, each under a key of its own. Two items of one line follow each other. */
export function useBulkRun(items: readonly WorkItem[]): BulkRun {
  const queries = useQueryClient();
  const { me } = useSession();
  const { data: catalogue } = useCatalogue();
  const permits = usePermits();
  const texts = useRefusalTexts();
  const [outcomes, setOutcomes] = useState<readonly Outcome[]>([]);
  const [phase, setPhase] = useState<BulkRun['phase']>('trying');

  const tried = useCallback(async (item: WorkItem): Promise<Outcome> => {
    const command = onward(item)!;
    const today = catalogue!.today;
    const { state, events } = await queries.fetchQuery({ ...streamStateQuery(command.decider, command.rule.id(item.values)), staleTime: 0 });
    const verdict = verdictOn(command, item.values, { state, user: me!.user, permits, texts: texts ?? {}, today }, [today, ...daysOf(events, item.values)]);
    if (!verdict.possible) return { item, is: 'refused', why: verdict.text };
    const answered = Object.fromEntries(Object.keys(command.shape).flatMap((key) => (item.values[key] === undefined ? [] : [[key, item.values[key]]])));
    const body = { ...answered, ...(verdict.effectiveOn === today ? {} : { effectiveOn: verdict.effectiveOn }) };
    const key = newKey();
    return tryCommand(command.name, body, key).then((receipt): Outcome => ({ item, is: 'possible', receipt, body, key }), (error: unknown): Outcome => ({ item, is: 'refused', why: textOf(error) }));
  }, [queries, catalogue, me, permits, texts]);

  useEffect(() => {
    if (!texts) return undefined;
    let isCurrent = true;
    void (async () => {
      const found: Outcome[] = [];
      for (const item of items) {
        found.push(await tried(item).catch((error: unknown): Outcome => ({ item, is: 'refused', why: textOf(error) })));
        if (!isCurrent) return;
        setOutcomes([...found]);
      }
      setPhase('ready');
    })();
    return () => {
      isCurrent = false;
    };
    // What is tried is what was chosen when the dialog opened.
  }, [texts]);

  const recordAll = async (): Promise<void> => {
    setPhase('recording');
    for (const outcome of outcomes) {
      if (outcome.is !== 'possible') continue;
      const { item, body, key } = outcome;
      const next = await record(onward(item)!.name, body, key).then((receipt): Outcome => ({ item, is: 'recorded', receipt }), (error: unknown): Outcome => ({ item, is: 'refused', why: textOf(error) }));
      setOutcomes((before) => before.map((each) => (each.item === item ? next : each)));
    }
    setPhase('done');
  };
  return { outcomes, phase, recordAll };
}

/** Tried once more just before: an item of the same line that went first has moved its revision on. */
async function record(name: string, body: Body, key: string): Promise<CommandReceipt> {
  const receipt = await tryCommand(name, body, key);
  return receipt.hit ? receipt : recordCommand(name, body, key, receipt);
}
