import { registers } from '@ledger/registers';
import { serverSource } from './ledger-source';
import { explainingLists, ListExplainer } from './list-explainer';
import { RegisterEvents } from './register-events';
import { explaining, ReportExplainer, type LedgerOf } from './report-explainer';
import { answerCalls } from './worker-calls';

const events = new RegisterEvents(serverSource, registers.flatMap(({ projections }) => projections));

const ledgerOf: LedgerOf = (names, until, onRead) => events.ledgerOf(names, until, onRead);

/** Explains what the server reports from the events that the server gives, in the browser itself. */
answerCalls({ ...explaining(new ReportExplainer(registers, ledgerOf)), ...explainingLists(new ListExplainer(registers, ledgerOf)) });
