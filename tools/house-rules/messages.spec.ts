import type { Register, Words } from '@ledger/kit';
import { registers } from '@ledger/registers';
import { mentionedCodes, refusalSites } from './refusal-codes';

const placeholders = (text: string): readonly string[] => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!).sort();

describe.each(registers.map((register) => [register.name, register] as const))('what %s says when it refuses', (name, register: Register) => {
  const messages = Object.entries(register.messages) as [string, Words][];

  it('has a text in both languages for every code it uses', () => {
    // A risk signal's name has the form of a code, and its words stand beside it.
    const signals = new Set(register.signals.map((signal) => signal.name));
    const codes = [...new Set([...[...mentionedCodes(name)].filter((code) => !signals.has(code)), ...refusalSites(name).map((site) => site.code)])];
    const withoutText = codes.filter((code) => !register.messages[code]?.vi.trim() || !register.messages[code]?.en.trim());
    expect(withoutText).toEqual([]);
  });

  it('has no text for a code that nothing uses', () => {
    const used = mentionedCodes(name);
    expect(messages.map(([code]) => code).filter((code) => !used.has(code))).toEqual([]);
  });

  it('refuses under its own name', () => {
    expect(refusalSites(name).filter((site) => !site.code.startsWith(`${name}.`))).toEqual([]);
  });

  it('says the same in both languages', () => {
    const unequal = messages.filter(([, { vi, en }]) => placeholders(vi).join() !== placeholders(en).join());
    expect(unequal.map(([code]) => code)).toEqual([]);
  });

  it('names only details that are given', () => {
    const missing = refusalSites(name).flatMap(({ place, code, details }) => {
      const wanted = placeholders(register.messages[code]?.vi ?? '');
      return wanted.filter((detail) => details && !details.includes(detail)).map((detail) => `${place}: ${code} lacks {${detail}}`);
    });
    expect(missing).toEqual([]);
  });
});
