import { readFileSync } from 'node:fs';
import { mergedFont } from './merged-font';

const RANGES = ['latin', 'vietnamese', 'latin-ext'];
const part = (range: string, weight: number): Buffer => readFileSync(require.resolve(`@fontsource/be-vietnam-pro/files/be-vietnam-pro-${range}-${weight}-normal.woff`));

/** Be Vietnam Pro in one file for each weight: Latin and Vietnamese letters together. */
export const paperFonts = (): { readonly regular: Buffer; readonly bold: Buffer } => ({
  regular: mergedFont(RANGES.map((range) => part(range, 400))),
  bold: mergedFont(RANGES.map((range) => part(range, 600))),
});
