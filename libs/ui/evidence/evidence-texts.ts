import type { Words } from '@ledger/kit';

export const evidenceTexts = {
  open: { vi: 'Xem tại đây', en: 'Open here' },
  openFile: { vi: 'Xem tại đây: bằng chứng {name}', en: 'Open here: evidence {name}' },
  close: { vi: 'Đóng tệp', en: 'Close the file' },
  closeFile: { vi: 'Đóng tệp: bằng chứng {name}', en: 'Close the file: evidence {name}' },
  reading: { vi: 'Đang tải và băm tệp…', en: 'Fetching and hashing the file…' },
  same: { vi: 'Mã băm tính tại đây khớp với mã băm trong sự kiện.', en: 'The hash made here is the one in the event.' },
  different: { vi: 'KHÔNG KHỚP: tệp nhận được có mã băm {found}. Không hiển thị.', en: 'FAILED: the file that came has the hash {found}. It is not shown.' },
  gone: { vi: 'Không có tệp này, hoặc vai trò của bạn không được xem.', en: 'There is no such file, or your role may not see it.' },
  notHere: { vi: 'Loại tệp này ({type}) không mở được trong trang; hãy tải về để xem.', en: 'A file of this type ({type}) cannot be opened in the page; download it.' },
  pdf: { vi: 'Bằng chứng {name} (PDF)', en: 'Evidence {name} (PDF)' },
  noViewer: { vi: 'Trình duyệt hoặc màn hình này không xem PDF ngay trong trang được; hãy tải tệp để xem.', en: 'This browser, or so small a screen, shows no PDF within a page; download the file.' },
  download: { vi: 'Tải tệp ({size})', en: 'Download the file ({size})' },
  picture: { vi: 'Bằng chứng {name}', en: 'Evidence {name}' },
} as const satisfies { readonly [name: string]: Words };
