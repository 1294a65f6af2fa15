/** @jest-environment jsdom */
import { screen } from '@testing-library/react';
import type { JSX } from 'react';
import { answerThrough } from '../api/request';
import { answerWith, refusal } from '../testing/answering';
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

/** A ledger in which so many payments wait, the first of them prepared by the reader; those from `refusedFrom` on are not told. */
function ledgerWith(count: number, refusedFrom = count): string[] {
  const asked: string[] = [];
  answerWith(({ path, query }) => {
    asked.push(`${path}?${query}`);
    const offset = Number(query.get('offset') ?? 0);
    if (offset >= refusedFrom) return refusal(403, 'access.role-not-permitted');
    const rows = Array.from({ length: Math.min(PAGE, count - offset) }, (_, n) => ({ payment: `TT-${offset + n}`, preparedBy: offset + n === 0 ? 'checker' : 'officer' }));
    const next = offset + PAGE < count ? { next: `/api/funds/payments?step=prepared&limit=${PAGE}&offset=${offset + PAGE}&knownAt=77` } : {};
    return { json: { position: '77', knownAt: '77', columns: [], rows, ...next } };
  });
  return asked;
}

function Told(): JSX.Element {
  const { items, isComplete, error } = useWork();
  const { count } = useWorkCount();
  return <><p>{`${isComplete ? 'all' : 'part'} ${items.length} ${count}`}</p>{error && <p role="alert">{error.message}</p>}</>;
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

  it('whose next page is refused is not asked for again and again', async () => {
    const asked = ledgerWith(2_345, PAGE);
    told();
    await screen.findByRole('alert');
    await new Promise((resolve) => setTimeout(resolve, 200));
    screen.getByText('part 1000 999');
    expect(asked).toHaveLength(2);
  });
});
