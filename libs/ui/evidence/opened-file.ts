import { Unreachable } from '../api/problem';
import { fetchAnswer } from '../api/request';

/** What is shown within a page, in bytes; larger files are downloaded. */
const SHOWN_BYTES_MAX = 20 * 1_048_576;
const TEXT_SHOWN_MAX = 200_000;
const PDF = 'application/pdf';

/** A file of evidence as it came, with the hash that was made of it here. */
export type OpenedFile =
  | { readonly kind: 'image'; readonly source: string; readonly bytes: number }
  | { readonly kind: 'text'; readonly text: string; readonly bytes: number }
  /** Bytes that say of themselves that they are a PDF: whatever shows them takes them for nothing else. */
  | { readonly kind: 'pdf'; readonly content: Blob; readonly bytes: number }
  /** Cannot be shown in a page under the ledger's own security policy. */
  | { readonly kind: 'other'; readonly type: string; readonly bytes: number }
  | { readonly kind: 'different'; readonly found: string }
  | { readonly kind: 'gone' };

/** The SHA-256 of bytes, in hexadecimal, by Web Cryptography. */
export async function sha256Hex(bytes: ArrayBuffer): Promise<string> {
  return [...new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))].map((octet) => octet.toString(16).padStart(2, '0')).join('');
}

/** Fetches a file and hashes it; what is shown is made of the very bytes that were hashed. Rejects when nobody answers. */
export async function openFile(sha256: string, through = fetchAnswer): Promise<OpenedFile> {
  const response = await through(`/api/evidence/${sha256}`, {}).catch((error: unknown) => {
    throw new Unreachable(error);
  });
  if (response.status >= 500) throw new Unreachable(`status ${response.status}`);
  if (!response.ok) return { kind: 'gone' };
  const type = (response.headers.get('content-type') ?? '').split(';')[0]!;
  const content = await response.arrayBuffer();
  const found = await sha256Hex(content);
  if (found !== sha256) return { kind: 'different', found };
  return shownAs(type, content);
}

async function shownAs(type: string, content: ArrayBuffer): Promise<OpenedFile> {
  const bytes = content.byteLength;
  if (bytes > SHOWN_BYTES_MAX) return { kind: 'other', type, bytes };
  // The page's policy lets pictures come from this server or as data, and frames from what the page itself has made.
  if (type.startsWith('image/')) return { kind: 'image', source: await dataAddress(content, type), bytes };
  if (type.startsWith('text/')) return { kind: 'text', text: new TextDecoder().decode(content).slice(0, TEXT_SHOWN_MAX), bytes };
  if (type === PDF && isPdf(content)) return { kind: 'pdf', content: new Blob([content], { type: PDF }), bytes };
  return { kind: 'other', type, bytes };
}

/** ISO 32000-2, 7.5.2: the file begins with its header. */
const isPdf = (content: ArrayBuffer): boolean => new TextDecoder('latin1').decode(content.slice(0, 5)) === '%PDF-';

const dataAddress = (content: ArrayBuffer, type: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result as string);
    reader.onerror = () => reject(reader.error ?? new Error('the file cannot be read'));
    reader.readAsDataURL(new Blob([content], { type }));
  });
