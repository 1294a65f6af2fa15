import { randomBytes } from 'node:crypto';
import { qrSvg } from './qr-svg';
import { readQr } from './testing/read-qr';

describe('a text as a QR code', () => {
  it.each([1, 17, 60, 135, 136, 500, 1_000, 1_730, 2_331, 2_630, 2_953])('of %i bytes is read back', (length) => {
    const text = randomBytes(length).toString('base64').slice(0, length);
    expect(readQr(qrSvg(text, '')).toString('latin1')).toBe(text);
  });

  it('holds every byte of a proof: newlines, dashes and all', () => {
    const text = 'c2sp.org/tlog-proof@v1\nindex 3\n\nledger.localhost/demo\n4\n\n— ledger.localhost/demo AAAA=\n';
    expect(readQr(qrSvg(text, '')).toString('utf8')).toBe(text);
  });

  it('is refused when it is too large', () => {
    expect(() => qrSvg('x'.repeat(2_954), '')).toThrow();
  });
});
