import type { Basis, Shape, Words } from '@ledger/kit';
import { choice } from './choice';
import { sha256 } from './codes';
import { legalBasis, many, optional } from './compound';
import { day } from './dates';
import { text } from './text';

/** What the basis of a figure is called, wherever one stands. */
export const basisWords: { readonly [basis in Basis]: Words } = {
  published: { vi: 'Đã công bố', en: 'Published' },
  apportioned: { vi: 'Phân bổ theo tổng đã công bố', en: 'Apportioned' },
  illustrative: { vi: 'Minh họa', en: 'Illustrative' },
};

/** What the column and the sign of a basis are called beside figures. */
export const basisOfFigures: Words = { vi: 'Nguồn gốc số liệu', en: 'Basis of the figures' };

/** The part of every command's body that is not its own: the act. */
export const actShape = {
  effectiveOn: optional(day({ vi: 'Ngày hiệu lực', en: 'Effective date' })),
  legalBasis: optional(legalBasis()),
  reason: optional(text({ label: { vi: 'Lý do', en: 'Reason' }, max: 2_000, multiline: true })),
  evidence: optional(many(sha256(), { label: { vi: 'Bằng chứng', en: 'Evidence' }, max: 50 })),
  basis: optional(
    choice('basis', { vi: 'Nguồn gốc số liệu', en: 'Basis' }, basisWords),
  ),
} satisfies Shape;
