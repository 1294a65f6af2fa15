/** @jest-environment jsdom */
import { fireEvent, screen } from '@testing-library/react';
import fc from 'fast-check';
import { useState, type JSX } from 'react';
import type { Language } from '../language/language';
import { show, type Shown } from '../testing/shown';
import { MoneyInput } from './money-input';
import { formatMoney, moneyUnits, type MoneyUnit } from './money';

const units = Object.keys(moneyUnits) as MoneyUnit[];

/** An amount in a form of its own; `holds` is what the form would send. */
function entry(value = '', language: Language = 'vi'): Shown & { readonly holds: () => string; readonly input: () => HTMLInputElement } {
  let held = value;
  function Entry(): JSX.Element {
    const [now, setNow] = useState(value);
    held = now;
    return <MoneyInput id="amount" label="Số tiền" value={now} onChange={setNow} />;
  }
  return { ...show(<Entry />, { language }), holds: () => held, input: () => document.querySelector<HTMLInputElement>('#amount')! };
}

const words = (): string => document.querySelector('#amount-words')!.textContent!;

async function choose({ user }: Shown, name: string): Promise<void> {
  await user.click(screen.getByRole('combobox'));
  await user.click(await screen.findByTitle(name));
}

describe('an amount', () => {
  it('typed as officials say it is read back in full and in words', async () => {
    const shown = entry();
    await shown.user.type(shown.input(), '1,5 tỷ');
    expect(shown.holds()).toBe('1500000000');
    expect(words()).toBe('= 1.500.000.000 đồng · Bằng chữ: Một tỷ năm trăm triệu đồng chẵn');
    await shown.user.tab();
    expect(shown.input().value).toBe('1,5');
    expect(shown.input().getAttribute('aria-describedby')).toBe('amount-words');
    expect(shown.input().inputMode).toBe('decimal');
  });

  it('is written in another unit, and stays what it is', async () => {
    const shown = entry('1500000000');
    expect(shown.input().value).toBe('1,5');
    await choose(shown, 'triệu đồng');
    expect(shown.input().value).toBe('1.500');
    expect(shown.holds()).toBe('1500000000');
  });

  it('is not changed by arrow keys, nor by a glance', async () => {
    const shown = entry('1234567');
    await shown.user.click(shown.input());
    await shown.user.keyboard('{ArrowUp}{ArrowDown}{ArrowUp}');
    await shown.user.tab();
    expect(shown.holds()).toBe('1234567');
  });

  it.each([['1.5', 'Dấu chấm ngăn hàng nghìn; phần lẻ viết sau dấu phẩy: 1,5.'], ['một tỷ', 'Nhập số tiền, ví dụ 1,5 tỷ hoặc 1500tr.'], ['0,0000001', 'Nhỏ hơn một đồng.']])('that cannot be meant, such as %s, is told why and kept as it was typed', async (typed, why) => {
    const shown = entry();
    await shown.user.type(shown.input(), typed);
    expect(words()).toBe(why);
    await shown.user.tab();
    expect([shown.input().value, shown.holds()]).toEqual([typed, typed]);
  });

  it('is typed and read in English too', async () => {
    const shown = entry('', 'en');
    await shown.user.type(shown.input(), '2,345.75 million');
    expect(shown.holds()).toBe('2345750000');
    expect(words()).toContain('= 2,345,750,000 VND');
  });

  it('typed in any unit as it is shown is the same amount', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), fc.constantFrom(...units), fc.constantFrom('vi', 'en'), (amount, unit, language) => {
        const shown = entry('', language);
        try {
          fireEvent.change(shown.input(), { target: { value: `${formatMoney(amount, unit, language)} ${moneyUnits[unit].label[language].split(' ')[0]}` } });
          fireEvent.blur(shown.input());
          expect(shown.holds()).toBe(amount.toString());
          // What is shown afterwards, typed once more, still is.
          fireEvent.change(shown.input(), { target: { value: `${shown.input().value} ` } });
          expect(shown.holds()).toBe(amount.toString());
        } finally {
          shown.unmount();
        }
      }),
      { numRuns: 40 },
    );
  });
});
