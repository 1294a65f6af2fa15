export { startNode, NodeCannotStart, type NodeOptions, type RunningNode } from './start-node';
export { startNodeThread, type NodeThreadOptions } from './thread/start-node-thread';
export type { Authenticate, Verdict } from './authentication';
export type { ConsumerStatus, GroupStatus, NodeControl, NodeStatus, ParkedStatus } from './node-status';
export type { NodeRole } from './write-rules';
