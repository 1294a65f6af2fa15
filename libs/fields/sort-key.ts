const LETTERS = 'aăâbcdđeêfghijklmnoôơpqrstuưvwxyz';
const TONES = ['\u0300', '\u0309', '\u0303', '\u0301', '\u0323'];

/**
 * A text whose byte order is the Vietnamese alphabetical order of `name`: letters first (ă after a, đ after d), then tones
 * (none, huyền, hỏi, ngã, sắc, nặng). Anything that is no letter or digit separates words; case does not count.
 */
export function sortKey(name: string): string {
  let letters = '';
  let tones = '';
  for (const character of name.normalize('NFC').toLocaleLowerCase('vi')) {
    const parts = [...character.normalize('NFD')];
    const tone = parts.findIndex((part) => TONES.includes(part));
    tones += tone < 0 ? '0' : String(TONES.indexOf(parts[tone]!) + 1);
    letters += letterKey(parts.filter((_, index) => index !== tone).join('').normalize('NFC'));
  }
  return `${letters}!${tones.replace(/0+$/, '')}`;
}

function letterKey(letter: string): string {
  const place = LETTERS.indexOf(letter);
  if (place >= 0) return String.fromCharCode(65 + place);
  return /\d/.test(letter) ? letter : '#';
}
