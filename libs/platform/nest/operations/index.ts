export { operationsModule } from './operations-module';
export type { NodeBeside, OperationsParts } from './operations-parts';
