import type { Words } from './words';

/** A rule of law that something rests on, as one cites it, and whether somebody compared it with a published text. */
export interface Citation {
  readonly text: string;
  readonly verified: boolean;
}

const UNVERIFIED: Words = { vi: 'chưa đối chiếu', en: 'not checked against the text' };

/** Compared with a published text. */
export const verified = (text: string): Citation => ({ text, verified: true });
/** From general knowledge: whoever reads it is told so. */
export const unverified = (text: string): Citation => ({ text, verified: false });

/** As it is shown: what nobody compared says so. */
export const citationText = ({ text, verified: isVerified }: Citation, language: keyof Words): string => (isVerified ? text : `${text} (${UNVERIFIED[language]})`);
