type Language = 'vi' | 'en';
type Text = { readonly [language in Language]: string };

/**
 * What the detail of a finding says, in both languages: in a verdict it is kept in English, so that a machine reads one text. `{name}` stands for a
 * value; of two texts that fit, the first counts.
 */
const DETAILS: readonly Text[] = [
  { en: '{detail}; nothing behind it can be read', vi: '{detail}; phía sau không đọc được nữa' },
  { en: 'the event of index {index} comes next', vi: 'tiếp theo lại là sự kiện có chỉ số {index}' },
  { en: 'the checkpoint speaks of {size} leaves', vi: 'điểm kiểm tra nói có {size} lá' },
  { en: 'its leaf is not the one in the tree', vi: 'lá của nó không phải lá trong cây' },
  { en: 'its leaf is not the one in the tile', vi: 'lá của nó không phải lá trong ô băm' },
  { en: '{proofs} proofs for {events} events', vi: 'có {proofs} chứng minh cho {events} sự kiện' },
  { en: 'effective on {day}, recorded at {instant}', vi: 'hiệu lực ngày {day}, ghi nhận lúc {instant}' },
  { en: 'it is not the manifest that its folder is called by', vi: 'không phải bản chứng nhận mà tên thư mục của nó nêu' },
  { en: 'no event of the bundle records it', vi: 'không sự kiện nào trong gói ghi nhận nó' },
  { en: 'the event that records it says another thing', vi: 'sự kiện ghi nhận nó nói khác' },
  { en: 'what the report says is not in the bundle', vi: 'nội dung báo cáo không có trong gói' },
  { en: 'it is not the output whose hash was recorded', vi: 'không phải nội dung có mã băm đã ghi nhận' },
  { en: '{cosigned} of {witnesses} witnesses have cosigned', vi: '{cosigned} trong {witnesses} bên chứng kiến đã ký' },
  { en: 'nobody outside has said when', vi: 'chưa ai bên ngoài xác nhận thời điểm' },
  { en: 'last cosigned {instant}', vi: 'bên chứng kiến ký lần cuối lúc {instant}' },
  { en: 'its manifest speaks of a larger tree than there was', vi: 'bản chứng nhận nói đến cây lớn hơn cây đã có' },
  { en: 'the root that its manifest tells: there are neither tiles nor a proof', vi: 'gốc nêu trong bản chứng nhận: không có ô băm, cũng không có chứng minh' },
  { en: 'its manifest tells another root than the tree had', vi: 'bản chứng nhận nêu gốc khác với gốc của cây' },
  { en: 'this checkpoint ends at {size}', vi: 'điểm kiểm tra này chỉ đến cỡ {size}' },
  { en: 'revision {expected} was to come next', vi: 'lẽ ra tiếp theo là lần ghi {expected} của dòng' },
  { en: 'position {expected} was to come next', vi: 'lẽ ra tiếp theo là vị trí {expected}' },
  { en: 'the store has recorded no checkpoint', vi: 'kho chưa ghi điểm kiểm tra nào' },
  { en: 'it was published, but the last one recorded is of size {size}', vi: 'đã công bố, nhưng điểm ghi gần nhất chỉ có cỡ {size}' },
  { en: 'the last checkpoint is of size {size}', vi: 'điểm kiểm tra gần nhất có cỡ {size}' },
  { en: 'the last one that holds is of size {size}', vi: 'điểm cuối cùng còn đúng có cỡ {size}' },
  { en: 'what comes before was verified at another time, and not now', vi: 'phần trước đó đã kiểm tra lần khác, lần này không kiểm tra lại' },
  { en: '{count} events since {instant}', vi: '{count} sự kiện, từ {instant}' },
  { en: '{count} events', vi: '{count} sự kiện' },
  { en: '{count} entries', vi: '{count} mục' },
  { en: 'recorded from {since} on, sealed at {instant}; so late {times} times', vi: 'ghi nhận từ {since}, niêm phong lúc {instant}; muộn như vậy {times} lần' },
  { en: 'recorded from {since} on, sealed at {instant}', vi: 'ghi nhận từ {since}, niêm phong lúc {instant}' },
  { en: 'the events lead to the signed root, the tile does not', vi: 'sự kiện dẫn đến gốc đã ký, còn ô băm thì không' },
  { en: 'the published tiles do not lead to the signed root either: events and tiles were both changed', vi: 'ô băm đã công bố cũng không dẫn đến gốc đã ký: cả sự kiện lẫn ô băm đều đã bị thay' },
  { en: 'no log of the policy has signed any of the checkpoints', vi: 'không khóa sổ nào trong chính sách đã ký các điểm kiểm tra' },
  { en: 'no log of the policy has signed a checkpoint of {origin}', vi: 'không khóa sổ nào trong chính sách đã ký điểm kiểm tra của {origin}' },
  { en: 'no known key has signed the note', vi: 'không khóa nào đã biết ký bản này' },
  { en: 'two keys are called {name} and have one key id', vi: 'có hai khóa cùng tên {name} và cùng mã khóa' },
  { en: 'the signature of {name} is wrong', vi: 'chữ ký của {name} sai' },
  { en: 'the leaf is not at index {index} of the tree of {size}', vi: 'lá không ở chỉ số {index} của cây cỡ {size}' },
  { en: 'the event’s {name} is not what its entry holds the hash of', vi: '{name} của sự kiện không khớp mã băm trong mục của nó' },
  { en: 'the bytes of {file} do not have the checksum of the archive', vi: 'nội dung của {file} không khớp tổng kiểm của gói' },
  { en: '{origin}, not {known}', vi: '{origin}, không phải {known}' },
];

const escaped = (text: string): string => text.replace(/[.*+?^$()|[\]\\/]/g, '\\$&');
const patterns = DETAILS.map(({ en, vi }) => ({ vi, pattern: new RegExp(`^${escaped(en).replace(/\{(\w+)\}/g, '(?<$1>.+?)')}$`, 's') }));

/** A detail in the reader's language. What other programs said, such as a reader of files, stands as it was said, marked as such. */
export function detailText(detail: string, language: Language): string {
  if (language === 'en') return detail;
  for (const { vi, pattern } of patterns) {
    const match = pattern.exec(detail);
    if (match === null) continue;
    const valueOf = (name: string): string => match.groups![name]!;
    return vi.replace(/\{(\w+)\}/g, (_, name: string) => (name === 'detail' ? detailText(valueOf(name), language) : valueOf(name)));
  }
  return `nguyên văn: “${detail}”`;
}
