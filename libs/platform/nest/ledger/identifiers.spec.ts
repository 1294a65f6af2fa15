import { uuidv5 } from './identifiers';

const DNS = '6ba7b810-9dad-11d1-80b4-00c04fd430c8';

it('makes the name-based UUID of RFC 9562, appendix A.4', () => {
  expect(uuidv5(DNS, 'www.example.com')).toBe('2ed6657d-e927-568b-95e1-2665a8aea6a2');
});

it('hashes names as UTF-8', () => {
  expect(uuidv5(DNS, 'xã Bản Liền')).toBe(uuidv5(DNS, Buffer.from('xã Bản Liền').toString('utf8')));
  expect(uuidv5(DNS, 'xã Bản Liền')).not.toBe(uuidv5(DNS, 'xa Ban Lien'));
});
