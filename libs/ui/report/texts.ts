import type { Words } from '@ledger/kit';

/** What charts and reports say beside their figures. */
export const reportTexts = {
  picture: { vi: 'Tải PNG', en: 'Download PNG' },
  chart: { vi: 'Biểu đồ', en: 'Chart' },
  table: { vi: 'Bảng', en: 'Table' },
  shownAs: { vi: 'Xem «{title}» dạng', en: 'Show “{title}” as' },
  print: { vi: 'In', en: 'Print' },
  making: { vi: 'Đang tạo tệp {format} …', en: 'Making the {format} file …' },
  issue: { vi: 'Ban hành báo cáo này', en: 'Issue this report' },
  issueWhy: { vi: 'Ghi vào sổ chứng nhận của báo cáo: tham số, thời điểm, vị trí, mã băm của kết quả. Ai cũng có thể chạy lại và so sánh.', en: 'Records the report’s manifest in the ledger: parameters, moment, position and the hash of the output. Anybody can run it again and compare.' },
  issued: { vi: 'Đã ban hành, mã chứng nhận {id}', en: 'Issued, manifest {id}' },
  issuedBefore: { vi: 'Đã ban hành từ trước, mã chứng nhận {id}', en: 'Issued before, manifest {id}' },
  manifests: { vi: 'Các lần đã ban hành báo cáo này', en: 'This report as it was issued before' },
  allManifests: { vi: 'Xem tất cả', en: 'See all' },
  issuedOn: { vi: 'Ngày ban hành', en: 'Issued on' },
  issuedBy: { vi: 'Người ban hành', en: 'Issued by' },
  asOf: { vi: 'Số liệu đến ngày', en: 'Figures as of' },
  position: { vi: 'Vị trí sổ cái', en: 'Ledger position' },
  manifest: { vi: 'Mã chứng nhận', en: 'Manifest' },
  reproduce: { vi: 'Chạy lại và so sánh: ledger reproduce {id}', en: 'Run again and compare: ledger reproduce {id}' },
  reproducible: { vi: 'Mã băm kết quả {output}. Cùng tham số, thời điểm, vị trí và mã chương trình sẽ cho đúng kết quả này.', en: 'Hash of the output {output}. The same parameters, moment, position and code give this very output.' },
} as const satisfies { readonly [name: string]: Words };
