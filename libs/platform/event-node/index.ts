export { startNode, NodeCannotStart, type NodeOptions, type RunningNode } from './start-node';
export type { Authenticate, Verdict } from './authentication';
export type { NodeRole } from './write-rules';
