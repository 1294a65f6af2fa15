import type { Language } from './door';

const WORDS: { readonly [code: string]: { readonly [language in Language]: string } } = {
  ENOENT: { vi: 'không có tệp hay thư mục này', en: 'no such file or folder' },
  EACCES: { vi: 'không có quyền đọc hay ghi', en: 'permission denied' },
  EISDIR: { vi: 'đây là một thư mục, không phải tệp', en: 'a folder, not a file' },
  ENOTDIR: { vi: 'đây là một tệp, không phải thư mục', en: 'a file, not a folder' },
  ENOSPC: { vi: 'ổ đĩa đã đầy', en: 'the disk is full' },
  EROFS: { vi: 'ổ đĩa chỉ cho đọc', en: 'the disk may only be read' },
  EADDRINUSE: { vi: 'cổng đang có chương trình khác dùng', en: 'another program uses this port' },
};

/** What an error says, for people: an error of the operating system names its file and its code, any other speaks for itself. */
export function saidBy(error: unknown, language: Language): string {
  if (!(error instanceof Error)) return String(error);
  const { code, path, address, port } = error as NodeJS.ErrnoException & { readonly address?: string; readonly port?: number };
  const words = code === undefined ? undefined : WORDS[code];
  const about = path ?? (port === undefined ? undefined : [address, port].filter((part) => part !== undefined).join(':'));
  return words === undefined ? error.message : `${about === undefined ? '' : `${about}: `}${words[language]} [${code}]`;
}
