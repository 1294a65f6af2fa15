import { inflateSync } from 'node:zlib';

/** The text of a PDF as a reader's search sees it: glyphs through each font's ToUnicode map (ISO 32000-1, 9.10), line by line. */
export function textOfPdf(file: Buffer): string {
  const objects = objectsIn(file);
  const maps = fontMaps(objects);
  const pages = [...objects.values()].filter(({ dictionary }) => /\/Type\s*\/Page\b/.test(dictionary));
  return pages.map(({ dictionary }) => pageText(dictionary, objects, maps)).join('\f');
}

interface PdfObject {
  readonly dictionary: string;
  readonly content: string;
}

function objectsIn(file: Buffer): ReadonlyMap<string, PdfObject> {
  const text = file.toString('latin1');
  return new Map([...text.matchAll(/(\d+) 0 obj\n([\s\S]*?)\nendobj/g)].map(([, number, body]) => {
    const stream = /stream\n([\s\S]*?)\nendstream/.exec(body!);
    const dictionary = stream ? body!.slice(0, stream.index) : body!;
    const content = stream && /FlateDecode/.test(dictionary) ? inflateSync(Buffer.from(stream[1]!, 'latin1')).toString('latin1') : (stream?.[1] ?? '');
    return [number!, { dictionary, content }] as const;
  }));
}

type CharacterMap = ReadonlyMap<string, string>;

function fontMaps(objects: ReadonlyMap<string, PdfObject>): ReadonlyMap<string, CharacterMap> {
  const maps = new Map<string, CharacterMap>();
  for (const [number, { dictionary }] of objects) {
    const unicode = /\/ToUnicode (\d+) 0 R/.exec(dictionary)?.[1];
    if (unicode !== undefined) maps.set(number, charactersIn(objects.get(unicode)!.content));
  }
  return maps;
}

const decoded = (hexadecimal: string): string => Buffer.from(hexadecimal.replace(/\s/g, ''), 'hex').swap16().toString('utf16le');

function charactersIn(map: string): CharacterMap {
  const characters = new Map<string, string>();
  for (const [, body] of map.matchAll(/beginbfrange\n([\s\S]*?)\nendbfrange/g)) {
    for (const [, first, , list] of body!.matchAll(/<([0-9a-f]+)> <([0-9a-f]+)> \[([^\]]*)\]/gi)) {
      [...list!.matchAll(/<([0-9a-f\s]*)>/gi)].forEach(([, each], index) => characters.set((parseInt(first!, 16) + index).toString(16).padStart(4, '0'), decoded(each!)));
    }
  }
  return characters;
}

function pageText(page: string, objects: ReadonlyMap<string, PdfObject>, maps: ReadonlyMap<string, CharacterMap>): string {
  const resources = objects.get(/\/Resources (\d+) 0 R/.exec(page)![1]!)!.dictionary;
  const fonts = new Map([...resources.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name, number]) => [name!, maps.get(number!)] as const));
  const { content } = objects.get(/\/Contents (\d+) 0 R/.exec(page)![1]!)!;
  let font: CharacterMap | undefined;
  let text = '';
  for (const [, name, shown] of content.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
    if (name !== undefined) font = fonts.get(name);
    else text += `${[...shown!.matchAll(/<([0-9a-f]+)>/gi)].flatMap(([, hexadecimal]) => hexadecimal!.match(/.{4}/g) ?? []).map((code) => font?.get(code.toLowerCase()) ?? '').join('')}\n`;
  }
  return text;
}
