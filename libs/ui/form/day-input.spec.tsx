/** @jest-environment jsdom */
import { fireEvent, screen } from '@testing-library/react';
import fc from 'fast-check';
import { useState, type JSX } from 'react';
import type { Language } from '../language/language';
import { show } from '../testing/shown';
import { DayInput } from './day-input';

const days = fc.date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10));

function dayEntry(language: Language = 'vi') {
  let held = '';
  function Entry(): JSX.Element {
    const [value, setValue] = useState('');
    held = value;
    return <DayInput id="day" label="Ngày" describedBy={undefined} invalid={false} value={value} onChange={setValue} />;
  }
  return { ...show(<Entry />, { language }), holds: () => held, input: () => document.querySelector<HTMLInputElement>('#day')! };
}

describe('a day', () => {
  it.each([['vi', '5/1/2025', '05/01/2025'], ['vi', '2025-01-05', '05/01/2025'], ['en', '2025-01-05', '2025-01-05']] as const)('in %s is typed as %s and shown as %s', async (language, typed, shown) => {
    const { user, input, holds } = dayEntry(language);
    await user.type(input(), typed);
    expect(holds()).toBe('2025-01-05');
    await user.tab();
    expect(input().value).toBe(shown);
  });

  it('that is none stays as it was typed', async () => {
    const { user, input, holds } = dayEntry();
    await user.type(input(), '30/2/2025');
    await user.tab();
    expect([input().value, holds()]).toEqual(['30/2/2025', '30/2/2025']);
  });

  it('is picked from the browser’s calendar, which the keyboard passes by', () => {
    const { input, holds, container } = dayEntry();
    const picker = container.querySelector('input[type=date]')!;
    expect([picker.getAttribute('tabindex'), picker.getAttribute('aria-hidden')]).toEqual(['-1', 'true']);
    fireEvent.change(picker, { target: { value: '2026-06-30' } });
    expect([input().value, holds()]).toEqual(['30/06/2026', '2026-06-30']);
    expect(screen.getByRole('button', { name: 'Chọn ngày: Ngày' })).toBeTruthy();
  });

  it('typed as it is shown is the same day', () => {
    fc.assert(fc.property(days, fc.constantFrom('vi', 'en'), (day, language) => {
      const { input, holds, container, unmount } = dayEntry(language);
      try {
        fireEvent.change(container.querySelector('input[type=date]')!, { target: { value: day } });
        const written = input().value;
        fireEvent.change(input(), { target: { value: `${written} ` } });
        expect(holds()).toBe(day);
      } finally {
        unmount();
      }
    }), { numRuns: 40 });
  });
});
