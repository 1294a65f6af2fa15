/** The parts of a paper as pdfmake takes them, as far as they are used here: its own types would bring a browser's with them. */
export interface Styled {
  readonly bold?: boolean;
  readonly fontSize?: number;
  readonly color?: string;
  readonly alignment?: 'left' | 'right';
  readonly margin?: readonly [left: number, top: number, right: number, bottom: number];
  readonly fillColor?: string;
  readonly width?: number | 'auto' | '*';
}

export interface TextPart extends Styled {
  readonly text: string;
}

export type Part =
  | TextPart
  | (Styled & { readonly stack: readonly Part[] })
  | (Styled & { readonly columns: readonly Part[]; readonly columnGap?: number })
  | (Styled & { readonly qr: string; readonly fit: number; readonly eccLevel: 'M' })
  | (Styled & { readonly table: { readonly headerRows: number; readonly dontBreakRows: boolean; readonly widths: readonly ('auto' | '*')[]; readonly body: readonly (readonly TextPart[])[] }; readonly layout: object });

export interface Paper {
  readonly info: { readonly title: string; readonly subject: string };
  readonly language: string;
  readonly pageSize: 'A3' | 'A4';
  readonly pageOrientation: 'landscape';
  readonly pageMargins: readonly number[];
  readonly defaultStyle: { readonly font: string; readonly fontSize: number };
  readonly content: readonly Part[];
  readonly footer: (page: number, pages: number) => Part;
}

/** What of pdfmake is used. */
export interface PaperMaker {
  readonly virtualfs: { writeFileSync(name: string, content: Buffer): void };
  setFonts(fonts: { readonly [family: string]: { readonly normal: string; readonly bold: string; readonly italics: string; readonly bolditalics: string } }): void;
  setUrlAccessPolicy(allows: (url: string) => boolean): void;
  setLocalAccessPolicy(allows: (path: string) => boolean): void;
  createPdf(paper: Paper): { getBuffer(): Promise<Buffer> };
}
