import { toBase64 } from '@ledger/platform/audit-log/base64';
import { registers } from '@ledger/registers';
import { BundleAnswers } from './bundle-answers';
import { inMemory, readBundle } from './bundle-content';
import type { BundleFacts } from './opened-bundle';
import { explainingLists, ListExplainer } from './list-explainer';
import { explaining, ReportExplainer, type LedgerOf } from './report-explainer';
import { answerCalls } from './worker-calls';

let answers: BundleAnswers | undefined;
/** What a bundle can explain it can also answer: a report or a list that it cannot is refused before. */
const ledgerOf: LedgerOf = () => Promise.resolve(answers!.ledger);

/** Keeps one opened bundle and answers from it, so that the page never waits. */
answerCalls({
  open: async (file: File, onProgress): Promise<BundleFacts> => {
    const content = await readBundle(await inMemory(file), (done, total) => onProgress({ done, total }));
    answers = new BundleAnswers(content, registers, Date.now);
    const { manifest: { origin, size, root, selection }, events, unreadable } = content;
    const [first, last] = [events[0], events.at(-1)].map((event) => event?.metadata['recordedAt']) as (string | undefined)[];
    return { origin, size: String(size), root: toBase64(root), selection, events: events.length, unreadable, ...(first && { first }), ...(last && { last }) };
  },
  ask: ({ method, path }: { readonly method: string; readonly path: string }) => answers!.answer(method, path),
  ...explaining(new ReportExplainer(registers, ledgerOf)),
  ...explainingLists(new ListExplainer(registers, ledgerOf)),
  fold: (_: undefined, onProgress) => answers!.ledger.foldAll(undefined, (status) => onProgress(status)),
});
