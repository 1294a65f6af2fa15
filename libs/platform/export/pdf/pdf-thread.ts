/** Papers are set in a thread of their own: a long one takes seconds, during which everything else would stand still. */
import { createRequire } from 'node:module';
import { parentPort, type MessagePort } from 'node:worker_threads';
import type { Language, Sheet } from '../sheet';
import { paperOf } from './paper';
import { paperFonts } from './paper-fonts';
import type { PaperMaker } from './paper-parts';

const pdfmake = createRequire(__filename)('pdfmake') as PaperMaker;

export interface PaperWanted {
  readonly id: number;
  readonly sheet: Sheet;
  readonly language: Language;
}

export type PaperMade = { readonly id: number; readonly bytes: Uint8Array } | { readonly id: number; readonly error: string };

function prepare(): void {
  const { regular, bold } = paperFonts();
  const { virtualfs } = pdfmake;
  virtualfs.writeFileSync('paper-regular.ttf', regular);
  virtualfs.writeFileSync('paper-bold.ttf', bold);
  pdfmake.setFonts({ Paper: { normal: 'paper-regular.ttf', bold: 'paper-bold.ttf', italics: 'paper-regular.ttf', bolditalics: 'paper-bold.ttf' } });
  // A paper holds what it is given: nothing is fetched, no file is read.
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy(() => false);
}

async function answer({ id, sheet, language }: PaperWanted): Promise<PaperMade> {
  try {
    return { id, bytes: await pdfmake.createPdf(paperOf(sheet, language)).getBuffer() };
  } catch (error) {
    return { id, error: (error as Error).message };
  }
}

function serve(port: MessagePort): void {
  prepare();
  let last: Promise<void> = Promise.resolve();
  port.on('message', (wanted: PaperWanted) => {
    last = last.then(async () => port.postMessage(await answer(wanted)));
  });
}

if (parentPort) serve(parentPort);
