/** @jest-environment jsdom */
import { screen } from '@testing-library/react';
import type { JSX } from 'react';
import { answerThrough } from '../api/request';
import { show } from '../testing/shown';
import { PermitsProvider } from './permits';
import { useWork, useWorkCount } from './use-work';

jest.mock('../api/session', () => ({ useSession: () => ({ me: { user: 'checker' } }), holdsOneOf: () => true }));
jest.mock('../pages/registers', () => {
  const rule = { roles: ['checker'], requires: [], scope: () => ({}) };
  const inbox = [{ name: 'payments-to-check', list: 'payments', where: { step: 'prepared' }, since: 'preparedOn', headline: ['payment'], acts: [{ command: 'CheckPayment', sends: 'on' }], doneBy: ['preparedBy'], values: ({ payment }: { payment: string }) => ({ payment }), scope: () => ({}) }];
  const all = [{ name: 'funds', commands: [{ name: 'CheckPayment', rule, shape: {} }], inbox }];
  const registers = { all };
  return { useRegisters: () => registers };
});

const PAGE = 1_000;
const everything = () => ({ permitted: true, role: 'checker', unit: '10' }) as const;

/** A ledger in which so many payments wait, the first of them prepared by the reader. */
function ledgerWith(count: number): string[] {
  const asked: string[] = [];
  answerThrough((path) => {
    asked.push(path);
    const offset = Number(new URL(path, 'http://ledger.invalid').searchParams.get('offset') ?? 0);
    const rows = Array.from({ length: Math.min(PAGE, count - offset) }, (_, n) => ({ payment: `TT-${offset + n}`, preparedBy: offset + n === 0 ? 'checker' : 'officer' }));
    const next = offset + PAGE < count ? { next: `/api/funds/payments?step=prepared&limit=${PAGE}&offset=${offset + PAGE}&knownAt=77` } : {};
    const text = JSON.stringify({ position: '77', knownAt: '77', columns: [], rows, ...next });
    return Promise.resolve({ ok: true, status: 200, headers: new Map(), text: () => Promise.resolve(text) } as unknown as Response);
  });
  return asked;
}

function Told(): JSX.Element {
  const { items, isComplete } = useWork();
  const { count } = useWorkCount();
  return <p>{`${isComplete ? 'all' : 'part'} ${items.length} ${count}`}</p>;
}

describe('work that waits', () => {
  afterEach(() => answerThrough());
  const told = () => show(<PermitsProvider permits={everything}><Told /></PermitsProvider>);

  it('is read to its end, every page at the position of the first, and counted without what the reader did', async () => {
    const asked = ledgerWith(2_345);
    told();
    await screen.findByText('all 2345 2344');
    expect(asked).toHaveLength(3);
    expect(asked[0]).toContain('limit=1000');
    expect(asked.slice(1).every((path) => path.includes('knownAt=77'))).toBe(true);
  });

  it('of more than one reads is said to be more', async () => {
    const asked = ledgerWith(25_000);
    told();
    await screen.findByText('part 20000 19999', {}, { timeout: 15_000 });
    expect(asked).toHaveLength(20);
  });
});
