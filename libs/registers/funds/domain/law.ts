import { citationText, unverified, verified, type Citation } from '@ledger/kit';

/**
 * The rules of law that the fund ledger enforces. Those marked `verified` were seen in a published text
 * (58/2024/QH15, 27/2022 and 38/2023: text of Decision 25/2025/QĐ-TTg; 77/2017: lawnet.vn), the others are from general
 * knowledge and say so wherever they are shown.
 */
export const citations = {
  /** Spending only within the budget that was assigned. */
  withinBudget: unverified('Luật Ngân sách nhà nước 83/2015/QH13, Điều 12'),
  /** A year's budget is paid until 31 January of the next year; what is left is carried forward or cancelled. */
  yearEnd: unverified('Luật Ngân sách nhà nước 83/2015/QH13, Điều 64'),
  /** Investment capital that may be used in the next year: extension. */
  extension: verified('Luật Đầu tư công 58/2024/QH15'),
  /** Assigning and allocating the capital of national target programs. */
  programCapital: verified('Nghị định 27/2022/NĐ-CP, sửa đổi bởi Nghị định 38/2023/NĐ-CP'),
  /** Commitment control by the State Treasury. */
  commitment: verified('Thông tư 77/2017/TT-BTC'),
  /** Advances and payments of public investment capital. */
  payment: unverified('Nghị định 99/2021/NĐ-CP'),
  /** Up to which value a contract may be awarded directly. */
  directAward: unverified('Luật Đấu thầu 22/2023/QH15, Điều 23; Nghị định 24/2024/NĐ-CP, Điều 78'),
  /** Spending is approved by one person and signed by another before it is carried out. */
  twoPersons: unverified('Luật Kế toán 88/2015/QH13, Điều 19'),
  /** Mistakes in the books are corrected by further entries. */
  correction: unverified('Luật Kế toán 88/2015/QH13, Điều 27'),
} as const satisfies { readonly [rule: string]: Citation };

/** The same as refusals cite them. */
export const law = Object.fromEntries(Object.entries(citations).map(([rule, citation]) => [rule, citationText(citation, 'vi')])) as { readonly [R in keyof typeof citations]: string };
