import { EVIDENCE_TYPES } from './file-types';

const NAME_CHARACTERS_MAX = 120;
/** What a file system, a header or a reader could be fooled by: separators, control characters, marks that reverse the reading direction. */
const UNSAFE = /[\u0000-\u001f\u007f-\u009f/\\<>:"|?*%;\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\uffff]/g;

/** A name that is safe to store and to offer for saving, with the extension of its type. Never empty. */
export function safeName(name: string, type: string): string {
  const extension = EVIDENCE_TYPES[type] ?? 'bin';
  const cleaned = name.toWellFormed().normalize('NFC').replace(UNSAFE, '_').replace(/^[.\s_]+|[.\s]+$/g, '');
  const bare = hasExtension(cleaned, extension) ? cleaned.slice(0, cleaned.lastIndexOf('.')) : cleaned;
  const short = [...bare].slice(0, NAME_CHARACTERS_MAX).join('').replace(/[.\s]+$/, '');
  return `${short || 'evidence'}.${extension}`;
}

const hasExtension = (name: string, extension: string): boolean => {
  const own = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  return name.includes('.') && (own === extension || (extension === 'jpg' && own === 'jpeg'));
};

/** `Content-Disposition` that saves under a name in any script (RFC 6266, RFC 8187). */
export function contentDisposition(name: string): string {
  const plain = name.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd').replace(/Đ/g, 'D').replace(/[^\x20-\x7e]|["\\]/g, '_');
  const encoded = encodeURIComponent(name).replace(/['()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
