export { demoCommands } from './demo-commands';
export { demoAccounts, type DemoPerson } from './people';
export { demoPositions, isDemoLoaded, loadDemo, standingInstant, type DemoOrder, type DemoTarget, type LoadOptions } from './load-demo';
export type { DemoEvidence } from './criteria/criteria-sheets';
export type { NamedPosition } from './positions';
