import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { contentDisposition, safeName } from './file-names';
import { sniff } from './file-types';
import { pdf, zip } from './testing/documents';

let folder: string;
beforeAll(() => { folder = mkdtempSync(join(tmpdir(), 'sniff-')); });
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function typeOf(bytes: Buffer): Promise<string | undefined> {
  const path = join(folder, 'file');
  writeFileSync(path, bytes);
  const file = await open(path, 'r');
  try {
    return await sniff(file, bytes.length);
  } finally {
    await file.close();
  }
}

describe('a file’s own bytes', () => {
  it.each([
    ['application/pdf', pdf(100)],
    ['image/png', Buffer.from('89504e470d0a1a0a0000', 'hex')],
    ['image/jpeg', Buffer.from('ffd8ffe000104a464946', 'hex')],
    ['image/webp', Buffer.from('RIFF\u0001\u0000\u0000\u0000WEBPVP8 ', 'latin1')],
    ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', zip(['[Content_Types].xml', 'word/document.xml'])],
    ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', zip(['xl/workbook.xml', '[Content_Types].xml', 'xl/worksheets/sheet1.xml'])],
    ['text/plain', Buffer.from('Biên bản kiểm tra\r\n\tngày 01/06/2024\n')],
    ['text/plain', Buffer.from('ế'.repeat(50_000))],
  ])('tell %s', async (type, bytes) => {
    expect(await typeOf(bytes)).toBe(type);
  });

  it.each([
    ['a program', Buffer.from('7f454c4602010100', 'hex')],
    ['a Windows program', Buffer.from('MZ\u0090\u0000\u0003\u0000', 'latin1')],
    ['any other ZIP file', zip(['a.txt'])],
    ['a ZIP file that is both kinds of document', zip(['[Content_Types].xml', 'word/document.xml', 'xl/workbook.xml'])],
    ['a document with macros', zip(['[Content_Types].xml', 'word/document.xml', 'word/vbaProject.bin'])],
    ['a ZIP file cut short', zip(['[Content_Types].xml', 'word/document.xml']).subarray(0, 60)],
    ['text that is not UTF-8', Buffer.from('Bi\u00ean b\u1ea3n', 'latin1')],
    ['text with a character cut at its end', Buffer.from('ế').subarray(0, 2)],
    ['text with a null character', Buffer.from('a\u0000b')],
    ['a picture with sound', Buffer.from('RIFF\u0001\u0000\u0000\u0000WAVEfmt ', 'latin1')],
  ])('of %s tell no allowed type', async (_, bytes) => {
    expect(await typeOf(bytes)).toBeUndefined();
  });
});

describe('a name', () => {
  it.each([
    ['Quyết định số 12.pdf', 'Quyết định số 12.pdf'],
    ['../../etc/passwd', 'etc_passwd.pdf'],
    ['..\\..\\windows\\system.ini', 'windows_system.ini.pdf'],
    ['a\r\nSet-Cookie: x=1.pdf', 'a__Set-Cookie_ x=1.pdf'],
    ['ảnh\u202Efdp.exe', 'ảnh_fdp.exe.pdf'],
    ['.htaccess', 'htaccess.pdf'],
    ['', 'evidence.pdf'],
    ['...', 'evidence.pdf'],
    ['\ud800.pdf', 'pdf.pdf'],
    ['a.PDF', 'a.pdf'],
    ['CON"|?*<>.pdf', 'CON______.pdf'],
  ])('%j is stored as %j', (name, stored) => {
    expect(safeName(name, 'application/pdf')).toBe(stored);
  });

  it('is never longer than a file system bears', () => {
    expect(Buffer.byteLength(safeName('ế'.repeat(5_000), 'application/pdf'))).toBeLessThan(500);
  });

  it('is offered in any script, and in ASCII for old programs', () => {
    expect(contentDisposition('Quyết định "mới" (1).pdf')).toBe(
      `attachment; filename="Quyet dinh _moi_ (1).pdf"; filename*=UTF-8''Quy%E1%BA%BFt%20%C4%91%E1%BB%8Bnh%20%22m%E1%BB%9Bi%22%20%281%29.pdf`,
    );
  });
});
