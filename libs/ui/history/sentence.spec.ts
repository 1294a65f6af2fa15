import { eventName } from './sentence';

const words = (vi: string) => ({ vi, en: vi });

describe('what a type of event is called', () => {
  it.each([
    ['Cam kết chi {commitment}: {amount}', 'Cam kết chi'],
    ['Giai đoạn: {stage}', 'Giai đoạn'],
    ['Duyệt {kind}, hỗ trợ {amount}', 'Duyệt …, hỗ trợ'],
    ['Khởi công', 'Khởi công'],
    ['{amount}', '…'],
  ])('%s', (sentence, name) => expect(eventName(words(sentence), 'T', 'vi')).toBe(name));

  it('is its type where nothing is known of it', () => expect(eventName(undefined, 'HouseStarted', 'vi')).toBe('HouseStarted'));
});
