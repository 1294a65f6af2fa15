export * from './commands';
export * from './events';
export * from './house';
export { contactFields, houseKind, houseStage, houseStages, houseStep, normCode, paymentSource, stepOrder, type HouseKind, type HouseStep } from './housing-words';
export { housingNorm, type Norm } from './norm';
