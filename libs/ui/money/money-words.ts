import type { Words } from '@ledger/kit';

const DIGITS = ['không', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín'];
const ONES = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve', 'thirteen', 'fourteen', 'fifteen', 'sixteen', 'seventeen', 'eighteen', 'nineteen'];
const TENS = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];

/** Three digits in Vietnamese; `full` says the hundreds even when there are none, as inside a longer number. */
function vietnameseGroup(group: number, full: boolean): string {
  const [hundreds, tens, ones] = [Math.floor(group / 100), Math.floor(group / 10) % 10, group % 10] as const;
  const words: string[] = [];
  if (hundreds > 0 || full) words.push(`${DIGITS[hundreds]} trăm`);
  if (tens > 1) words.push(`${DIGITS[tens]} mươi`);
  else if (tens === 1) words.push('mười');
  else if (ones > 0 && words.length > 0) words.push('linh');
  if (ones === 1 && tens > 1) words.push('mốt');
  else if (ones === 5 && tens > 0) words.push('lăm');
  else if (ones > 0) words.push(DIGITS[ones]!);
  return words.join(' ');
}

/** Below a billion (tỷ); beyond it the count of billions is said the same way. */
function vietnamese(number: bigint, full = false): string {
  const billions = number / 1_000_000_000n;
  if (billions > 0n) {
    const rest = number % 1_000_000_000n;
    return `${vietnamese(billions, full)} tỷ${rest === 0n ? '' : ` ${vietnamese(rest, true)}`}`;
  }
  const words: string[] = [];
  for (const [size, name] of [[1_000_000n, ' triệu'], [1_000n, ' nghìn'], [1n, '']] as const) {
    const group = Number((number / size) % 1_000n);
    if (group > 0) words.push(vietnameseGroup(group, full || words.length > 0) + name);
  }
  return words.join(' ');
}

function englishGroup(group: number): string {
  const [hundreds, rest] = [Math.floor(group / 100), group % 100];
  const words = hundreds > 0 ? [`${ONES[hundreds]} hundred`] : [];
  if (rest >= 20) words.push(rest % 10 === 0 ? TENS[Math.floor(rest / 10)]! : `${TENS[Math.floor(rest / 10)]}-${ONES[rest % 10]}`);
  else if (rest > 0) words.push(ONES[rest]!);
  return words.join(' ');
}

function english(number: bigint): string {
  const billions = number / 1_000_000_000n;
  const words = billions > 0n ? [`${english(billions)} billion`] : [];
  for (const [size, name] of [[1_000_000n, ' million'], [1_000n, ' thousand'], [1n, '']] as const) {
    const group = Number(((number % 1_000_000_000n) / size) % 1_000n);
    if (group > 0) words.push(englishGroup(group) + name);
  }
  return words.join(' ');
}

const capitalised = (text: string): string => text.charAt(0).toLocaleUpperCase('vi') + text.slice(1);

/** «Bằng chữ»: an amount as it is read aloud; whole thousands end in `chẵn`, as accountants write. */
export function amountInWords(amount: bigint, language: keyof Words): string {
  const size = amount < 0n ? -amount : amount;
  if (language === 'en') return capitalised(`${amount < 0n ? 'minus ' : ''}${size === 0n ? 'zero' : english(size)} dong`);
  const even = size > 0n && size % 1_000n === 0n ? ' chẵn' : '';
  return capitalised(`${amount < 0n ? 'âm ' : ''}${size === 0n ? 'không' : vietnamese(size)} đồng${even}`);
}
