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

const household = { path: 'housing/houses', kind: 'current', label: { vi: '', en: '' }, key: ['household'], columns: [{ ...column('household'), label: { vi: 'Mã hộ', en: 'Household' }, schema: { pattern: '^[A-Za-z0-9]{4,40}$' } }, { ...column('step'), label: { vi: 'Bước', en: 'Step' }, choices: { roof: { vi: 'Xong mái', en: 'Roof on' }, accepted: { vi: 'Đã nghiệm thu', en: 'Accepted' } } }] };
const houses = Array.from({ length: 3_000 }, (_, at) => ({ household: `H02869${String(at).padStart(5, '0')}`, step: at % 2 === 0 ? 'roof' : 'accepted' }));

/** A list of 3,000 rows on a server that answers the filters of a list. */
function pickHousehold(first = ''): Shown & { holds(): string; asked(): readonly URLSearchParams[] } {
  const asked = answerWith(({ path, query }) => {
    if (path === '/api/registers') return { json: { registers: [{ name: 'housing', tables: [household], reports: [] }], demo: false, today: '2026-11-22' } };
    const inRange = ({ household: code, step }: (typeof houses)[number]): boolean =>
      (query.get('household') ?? code) === code && (query.get('household.from') ?? '') <= code && code <= (query.get('household.to') ?? 'zzz') && (query.getAll('step').length === 0 || query.getAll('step').includes(step));
    const fitting = houses.filter(inRange);
    const limit = Number(query.get('limit'));
    return { json: { rows: fitting.slice(0, limit), position: '1', knownAt: '', ...(fitting.length > limit ? { next: '/next' } : {}) } };
  });
  let held = first;
  function Entry(): JSX.Element {
    const [value, setValue] = useState(first);
    held = value;
    return <RowPicker picker={{ table: 'housing/houses', value: 'household', labels: ['step'], long: true }} label="Mã hộ" value={value} onChange={setValue} />;
  }
  return { ...show(<Entry />), holds: () => held, asked: () => asked.filter(({ path }) => path === '/api/housing/houses').map(({ query }) => query) };
}

describe('a value chosen from more rows than are read at once', () => {
  it('reads few at first and says how the others are found', async () => {
    const shown = pickHousehold();
    await shown.user.click(screen.getByRole('combobox'));
    await screen.findByText('Đây là 50 mục đầu; gõ để tìm theo Mã hộ, Bước.');
    expect(shown.asked().map((query) => query.get('limit'))).toEqual(['50']);
  });

  it('is looked for on the server while one types, once one pauses, by its code', async () => {
    const shown = pickHousehold();
    await shown.user.click(screen.getByRole('combobox'));
    await shown.user.keyboard('h0286902999');
    expect(screen.getByRole('status').textContent).toBe('Đang tìm…');
    await shown.user.click(await screen.findByText('Đã nghiệm thu (H0286902999)'));
    expect(shown.holds()).toBe('H0286902999');
    expect(shown.asked().filter((query) => query.has('household.from'))).toHaveLength(1);
  });

  it('is looked for by what its columns are called, and how many fit is not made up', async () => {
    const shown = pickHousehold();
    await shown.user.click(screen.getByRole('combobox'));
    await shown.user.keyboard('nghiem thu');
    await screen.findByText('Có hơn 50 mục phù hợp, đang hiện 50 mục; gõ thêm để thu hẹp.');
    expect(screen.queryByText(/Xong mái/)).toBeNull();
    await shown.user.clear(screen.getByRole('combobox'));
    await shown.user.keyboard('khong co');
    await screen.findByText('Không tìm thấy mục nào. Tìm theo Mã hộ, Bước.');
  });

  it('is told by name where it is held, although its row is not among the first', async () => {
    const shown = pickHousehold('H0286902999');
    await screen.findByText('Đã nghiệm thu (H0286902999)');
    expect(shown.asked().map((query) => query.get('household'))).toEqual(['H0286902999']);
  });

  it('is not taken for another that happens to be the only one read so far', async () => {
    const shown = pickHousehold();
    await shown.user.click(screen.getByRole('combobox'));
    await screen.findByText(/50 mục đầu/);
    await shown.user.keyboard('0049');
    await shown.user.tab();
    expect(shown.holds()).toBe('');
  });
});
