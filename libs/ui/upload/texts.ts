import type { Words } from '@ledger/kit';

export const uploadTexts = {
  preparing: { vi: 'Đang chuẩn bị', en: 'Preparing' },
  uploading: { vi: 'Đang tải lên {share}%', en: 'Uploading, {share}%' },
  waiting: { vi: 'Mất kết nối; đã tải {share}%, sẽ tải tiếp', en: 'Connection lost at {share}%; it will go on' },
  failed: { vi: 'Không tải lên được', en: 'Could not be uploaded' },
  openFile: { vi: 'Mở bản gốc {name} ({size})', en: 'Open the original {name} ({size})' },
  hidden: { vi: 'Vai trò của bạn không mở được tệp này', en: 'Your role may not open this file' },
} as const satisfies { readonly [name: string]: Words };
