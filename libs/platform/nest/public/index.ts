export { PublicFigures, type AskReport, type PublicBuilder } from './public-figures';
export { publicMessages, publicModule } from './public-module';
export { RateBound } from './rate-bound';
export { LEAST_COUNT, withoutSmallCounts, type PublishedCounts } from './suppression';
