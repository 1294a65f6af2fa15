/** @jest-environment jsdom */
import { screen, waitFor } from '@testing-library/react';
import { useState, type JSX } from 'react';
import type { Picker } from '../register/register-web';
import { answerWith } from '../testing/answering';
import { show, type Shown } from '../testing/shown';
import { RowPicker } from './row-picker';

const column = (key: string, more: object = {}) => ({ key, word: key, label: { vi: key, en: key }, optional: false, storage: 'text', schema: {}, ...more });
const sources = { central: { vi: 'Ngân sách trung ương', en: 'Central budget' } };
const table = { path: 'funds/lines', kind: 'current', label: { vi: '', en: '' }, key: ['line'], columns: [column('line'), column('holder'), column('source', { choices: sources })] };
const rows = [{ line: 'A:central', holder: 'Bản Liền', source: 'central' }, { line: 'B:central', holder: 'Bản Phố', source: 'central' }];
const picker: Picker = { table: 'funds/lines', value: 'line', labels: ['holder', 'source'], codeless: true };

function pick(more: { readonly keepsTyped?: boolean } = {}): Shown & { holds(): string } {
  answerWith(({ path }) => ({ json: path === '/api/registers' ? { registers: [{ name: 'funds', tables: [table], reports: [] }], demo: false, today: '2026-11-22' } : { rows, position: '1', knownAt: '' } }));
  let held = '';
  function Entry(): JSX.Element {
    const [value, setValue] = useState('');
    held = value;
    return <RowPicker picker={picker} label="Dòng vốn" value={value} onChange={setValue} {...more} />;
  }
  return { ...show(<Entry />), holds: () => held };
}

async function type({ user }: Shown, text: string): Promise<void> {
  await user.click(screen.getByRole('combobox'));
  await screen.findAllByText(/Bản Liền/);
  await user.keyboard(text);
}

describe('a value chosen from rows', () => {
  it('is offered in words: a code of a column says what it stands for', async () => {
    const shown = pick();
    await shown.user.click(screen.getByRole('combobox'));
    await screen.findAllByText('Bản Liền · Ngân sách trung ương');
    expect(screen.queryByText(/A:central/)).toBeNull();
  });

  it('is taken when the field is left and what was typed names one row', async () => {
    const shown = pick();
    await type(shown, 'ban lien');
    await shown.user.tab();
    await waitFor(() => expect(shown.holds()).toBe('A:central'));
  });

  it('stays as it was typed where a form keeps it, so that nobody enters it twice', async () => {
    const shown = pick({ keepsTyped: true });
    await type(shown, ' H0286900099 ');
    await shown.user.tab();
    await waitFor(() => expect(shown.holds()).toBe('H0286900099'));
  });

  it('is nothing where several rows may be meant, or after Escape', async () => {
    const shown = pick();
    await type(shown, 'ban');
    await shown.user.tab();
    expect(shown.holds()).toBe('');
    const kept = pick({ keepsTyped: true });
    await kept.user.click(screen.getAllByRole('combobox')[1]!);
    await kept.user.keyboard('H02{Escape}');
    await kept.user.tab();
    expect(kept.holds()).toBe('');
  });
});
