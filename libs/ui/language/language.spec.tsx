/** @jest-environment jsdom */
import { fireEvent, render, screen } from '@testing-library/react';
import fc from 'fast-check';
import type { JSX } from 'react';
import type { Words } from '@ledger/kit';
import { pageTexts } from '../pages/texts';
import { uiTexts } from '../texts';
import { filled, LanguageProvider, useLanguage, useSay } from './language';

function Greeting(): JSX.Element {
  const say = useSay();
  const { language, change } = useLanguage();
  return <button onClick={() => change(language === 'vi' ? 'en' : 'vi')}>{say(uiTexts.rows, { from: 1, to: 20 })}</button>;
}

const placeholders = (text: string): readonly string[] => (text.match(/\{\w+\}/g) ?? []).sort();

describe('the language', () => {
  beforeEach(() => localStorage.clear());

  it('is Vietnamese until another is chosen, is told to the page, and is kept on the machine', () => {
    const { unmount } = render(<LanguageProvider><Greeting /></LanguageProvider>);
    expect([screen.getByRole('button').textContent, document.documentElement.lang]).toEqual(['Dòng 1–20', 'vi']);
    fireEvent.click(screen.getByRole('button'));
    expect([screen.getByRole('button').textContent, document.documentElement.lang]).toEqual(['Rows 1–20', 'en']);
    unmount();
    render(<LanguageProvider><Greeting /></LanguageProvider>);
    expect(screen.getByRole('button').textContent).toBe('Rows 1–20');
  });

  it('fills in what it is given and leaves the rest', () => {
    fc.assert(fc.property(fc.string(), (value) => {
      expect(filled('{a} và {b}', { a: value })).toBe(`${value} và {b}`);
    }));
  });
});

describe.each(Object.entries({ ...uiTexts, ...pageTexts } as { readonly [name: string]: Words }))('the text %s', (_, words) => {
  it('is said in both languages, with the same values in place, in composed letters', () => {
    expect(placeholders(words.vi)).toEqual(placeholders(words.en));
    for (const text of [words.vi, words.en]) {
      expect(text.trim()).toBe(text);
      expect(text).toBe(text.normalize('NFC'));
      expect(text).not.toBe('');
    }
  });
});
