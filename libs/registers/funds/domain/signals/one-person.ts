import { handle } from '@ledger/kit';
import { samePerson } from '@ledger/platform/risk-signals';
import { fundsEvents } from '../events';
import { citations } from '../law';

/** The decider refuses it of one and the same request; somebody who asked before, was turned down and now decides another's request for the same is seen here. */
export const approvedByRequester = samePerson({
  name: 'funds.approved-by-requester',
  title: { vi: 'Người đề nghị tự duyệt', en: 'Approved by the requester' },
  asks: {
    vi: 'Người lập quyết định vốn, đề nghị thanh toán, bút toán đảo, đính chính hoặc đề nghị mở lại sổ cũng là người kiểm tra hoặc duyệt nó, dù với vai trò nào.',
    en: 'Whoever prepared a plan decision, a payment, a reversal, a correction or a reopening also checked or approved it, under whichever role.',
  },
  law: citations.twoPersons,
  asked: handle(fundsEvents, {
    CapitalPlanPrepared: ({ decision }, { id }) => ({ id: `${id} · ${decision}` }),
    PaymentPrepared: ({ payment }, { id }) => ({ id: `${id} · ${payment}` }),
    ReversalPrepared: ({ entry }, { id }) => ({ id: `${id} · ${entry}` }),
    CorrectionPrepared: ({ entry }, { id }) => ({ id: `${id} · ${entry}` }),
    ReopeningPrepared: ({ until }, { id }) => ({ id: `${id} · ${until}` }),
  }),
  decided: handle(fundsEvents, {
    CapitalPlanAssigned: ({ decision }, { id }) => ({ id: `${id} · ${decision}` }),
    CapitalPlanAdjusted: ({ decision }, { id }) => ({ id: `${id} · ${decision}` }),
    PaymentChecked: ({ payment }, { id }) => ({ id: `${id} · ${payment}` }),
    PaymentApproved: ({ payment }, { id }) => ({ id: `${id} · ${payment}` }),
    EntryReversed: ({ entry }, { id }) => ({ id: `${id} · ${entry}` }),
    EntryCorrected: ({ entry }, { id }) => ({ id: `${id} · ${entry}` }),
    YearReopened: ({ until }, { id }) => ({ id: `${id} · ${until}` }),
  }),
});
