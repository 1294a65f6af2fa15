import { percentOf, shownBytes, shownSeconds } from './figures';

describe('figures of operators', () => {
  it('say how far a position is, however large positions are', () => {
    expect([percentOf('0', '0'), percentOf('1', '3'), percentOf('9223372036854775806', '9223372036854775807')]).toEqual([100, 33.33, 99.99]);
  });

  it('say times in two units and bytes in one', () => {
    expect([shownSeconds(0, 'vi'), shownSeconds(61, 'vi'), shownSeconds(3_600, 'en'), shownSeconds(200_000, 'vi')]).toEqual(['0 giây', '1 phút 1 giây', '1 h', '2 ngày 7 giờ']);
    expect([shownBytes(0, 'vi'), shownBytes(1_536, 'vi'), shownBytes(5 * 1_024 ** 3, 'en')]).toEqual(['0 B', '1,5 KiB', '5 GiB']);
  });
});
