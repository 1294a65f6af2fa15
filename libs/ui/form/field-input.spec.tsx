/** @jest-environment jsdom */
import { act, screen } from '@testing-library/react';
import { useState, type JSX } from 'react';
import { choice, fiscalYear, lineId, optional } from '@ledger/fields';
import { NamesProvider } from '../names/names';
import type { Picker } from '../register/register-web';
import { answerWith } from '../testing/answering';
import { show } from '../testing/shown';
import { FieldInput } from './field-input';

const picker: Picker = {
  table: 'funds/lines', value: 'line', labels: [],
  composed: {
    title: { vi: 'Dòng vốn mới', en: 'A new line' },
    parts: { source: choice('source', { vi: 'Nguồn', en: 'Source' }, { central: { vi: 'Trung ương', en: 'Central' } }), year: fiscalYear(), origin: optional(fiscalYear({ vi: 'Năm gốc', en: 'Origin' })) },
    code: ({ source, year, origin }) => [source, year, origin ?? year].join(':'),
  },
};

describe('a code made of parts', () => {
  it('stands once all of them do, follows them, and is asked for only while no row is chosen', async () => {
    answerWith(({ path }) => ({ json: path === '/api/registers' ? { registers: [], demo: false, today: '2026-11-22' } : { rows: [], position: '1', knownAt: '' } }));
    let held = '';
    let hold: (value: string) => void = () => undefined;
    function Entry(): JSX.Element {
      const [value, setValue] = useState('');
      [held, hold] = [value, setValue];
      return <FieldInput path="line" field={lineId()} required value={value} onChange={(next) => setValue(next as string)} problems={new Map()} fieldValue={() => undefined} />;
    }
    const { user } = show(<NamesProvider pickers={{ 'line-id': picker }} named={[]}><Entry /></NamesProvider>);
    await user.click(screen.getByText('Dòng vốn mới'));
    await user.click(screen.getByLabelText('Trung ương'));
    expect(held).toBe('');
    await user.type(screen.getByLabelText('Năm kế hoạch'), '2026');
    expect(held).toBe('central:2026:2026');
    await user.type(screen.getByLabelText(/^Năm gốc/), '2025');
    expect(held).toBe('central:2026:2025');
    await user.type(screen.getByLabelText('Năm kế hoạch'), '{Backspace}');
    expect(held).toBe('');
    act(() => hold('chosen'));
    await screen.findByText('chosen');
    expect(screen.queryByText('Dòng vốn mới')).toBeNull();
  });
});
