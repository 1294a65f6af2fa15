import type { Words } from '@ledger/kit';

export const proofTexts = {
  proof: { vi: 'Bằng chứng toàn vẹn', en: 'Integrity proof' },
  show: { vi: 'Kiểm tra bằng chứng', en: 'Check the proof' },
  again: { vi: 'Kiểm tra lại', en: 'Check again' },
  checking: { vi: 'Đang kiểm tra trong trình duyệt…', en: 'Checking in the browser…' },
  verified: { vi: 'Đã kiểm tra tại đây', en: 'Verified here' },
  verifiedWhat: {
    vi: 'Trình duyệt đã băm lại dữ liệu của sự kiện, dựng đường chứng minh đến gốc cây và kiểm tra chữ ký của mốc xác thực. Khóa ký lấy từ máy chủ này: hãy đối chiếu với khóa đã công bố.',
    en: 'The browser hashed the event again, followed its proof to the root of the tree and checked the checkpoint’s signature. The key came from this server: compare it with the one that was published.',
  },
  unsealed: { vi: 'Chưa niêm phong', en: 'Not yet sealed' },
  unsealedWhat: { vi: 'Mốc xác thực mới nhất chưa gồm sự kiện này; thường chỉ sau vài giây. Hãy kiểm tra lại.', en: 'The latest checkpoint does not cover this event yet; it usually does within seconds. Check again.' },
  failed: { vi: 'KHÔNG KHỚP', en: 'FAILED' },
  unavailable: { vi: 'Không kiểm tra được', en: 'Could not be checked' },
  noTiles: { vi: 'Gói đang mở không có cây băm đầy đủ. Hãy dùng trang Kiểm tra toàn vẹn, hoặc xin gói toàn bộ.', en: 'The opened bundle does not hold the whole tree. Use the integrity check, or ask for a whole bundle.' },
  signature: { vi: 'chữ ký của mốc xác thực sai', en: 'the checkpoint’s signature is wrong' },
  missing: { vi: 'cây đã niêm phong không có sự kiện này', en: 'the sealed tree does not hold this event' },
  different: { vi: '«{what}» của sự kiện khác với điều đã niêm phong', en: 'the event’s {what} is not what was sealed' },
  excluded: { vi: 'đường chứng minh không dẫn đến gốc của cây', en: 'the proof does not lead to the root of the tree' },
  unreadable: { vi: 'nhật ký công bố không đọc được: {reason}', en: 'the published log cannot be read: {reason}' },
  leaf: { vi: 'Mã băm lá', en: 'Leaf hash' },
  index: { vi: 'Lá số', en: 'Leaf' },
  checkpoint: { vi: 'Mốc xác thực', en: 'Checkpoint' },
  ofLeaves: { vi: '{size} lá', en: '{size} leaves' },
  key: { vi: 'Khóa ký', en: 'Signing key' },
  download: { vi: 'Tải bằng chứng (.tlog-proof)', en: 'Download the proof (.tlog-proof)' },
} as const satisfies { readonly [name: string]: Words };
