export { importModule } from './import-module';
export { importMessages } from './messages';
