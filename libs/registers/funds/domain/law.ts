/**
 * The rules of law that the fund ledger enforces, as they are cited in refusals.
 * Articles are as known when this was written; they are to be checked against the Official Gazette.
 */
export const law = {
  /** Spending only within the budget that was assigned. */
  withinBudget: 'Luật Ngân sách nhà nước 83/2015/QH13, Điều 12',
  /** A year's budget is paid until 31 January of the next year; what is left is carried forward or cancelled. */
  yearEnd: 'Luật Ngân sách nhà nước 83/2015/QH13, Điều 64',
  /** Investment capital that may be used in the next year: extension. */
  extension: 'Luật Đầu tư công 39/2019/QH14, Điều 68; Luật Đầu tư công 58/2024/QH15',
  /** Assigning and allocating the capital of national target programs. */
  programCapital: 'Nghị định 27/2022/NĐ-CP, sửa đổi bởi Nghị định 38/2023/NĐ-CP',
  /** Commitment control by the State Treasury. */
  commitment: 'Thông tư 77/2017/TT-BTC',
  /** Advances and payments of public investment capital. */
  payment: 'Nghị định 99/2021/NĐ-CP',
  /** Up to which value a contract may be awarded directly: 1 billion đồng for works and goods of a project. */
  directAward: 'Luật Đấu thầu 22/2023/QH15, Điều 23; Nghị định 24/2024/NĐ-CP, Điều 78',
  /** Spending is approved by one person and signed by another before it is carried out. */
  twoPersons: 'Luật Kế toán 88/2015/QH13, Điều 19',
  /** Mistakes in the books are corrected by further entries. */
  correction: 'Luật Kế toán 88/2015/QH13, Điều 27',
} as const;
