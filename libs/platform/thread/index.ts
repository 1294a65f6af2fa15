export { onlyAnswerOf } from './only-answer';
export { PendingCalls } from './pending-calls';
export { startThread } from './start-thread';
export { LATER, SOON, stepBack } from './step-back';
