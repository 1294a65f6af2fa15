export { isKeyOfContent } from './content-key';
export { fieldAt, WITHIN } from './headings';
export { readInThread } from './read-in-thread';
export { isUnusable, RowReader, type PreparedRow, type UnusableRow } from './row-reader';
export { templateColumns, type TemplateColumn } from './template-columns';
