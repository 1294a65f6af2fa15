import { registers } from '@ledger/registers';
import { serverSource } from './ledger-source';
import { RegisterEvents } from './register-events';
import { explaining, ReportExplainer } from './report-explainer';
import { answerCalls } from './worker-calls';

const events = new RegisterEvents(serverSource, registers.flatMap(({ projections }) => projections));

/** Explains what the server reports from the events that the server gives, in the browser itself. */
answerCalls(explaining(new ReportExplainer(registers, (names, until, onRead) => events.ledgerOf(names, until, onRead))));
