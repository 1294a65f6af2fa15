export { putInPlace, sync, writeBeside, writeWhole, type WrittenFile } from './durable-file';
