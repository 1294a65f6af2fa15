export { leafEvents, leafPages, leafStreamPattern, leafOfParsed, leafOfStored, type LeafEvent, type LeafPage } from './leaf-source';
export { recordedAtOf } from './recorded-at';
export { TileFolder, TileMissing } from './tile-folder';
