/** @jest-environment jsdom */
import { keepHere } from './keep-here';

afterEach(() => jest.restoreAllMocks());

it('keeps a text, and the later one of two', () => {
  keepHere('place', 'first');
  keepHere('place', 'second');
  expect(localStorage.getItem('place')).toBe('second');
});

it('goes on without a storage that is full', () => {
  jest.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError');
  });
  expect(() => keepHere('place of its own', 'text')).not.toThrow();
  expect(localStorage.getItem('place of its own')).toBeNull();
});
