export { toCsv } from './csv';
export { readRows, UnreadableFile, type TypedRow } from './read-rows';
export type { Language, Sheet } from './sheet';
export { toXlsx } from './xlsx';
