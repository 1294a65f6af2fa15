import { randomUUID } from 'node:crypto';
import { encodeEvent, type Events, type Fact } from '@ledger/kit';
import type { EventToAppend } from '@ledger/platform/event-store';
import { criteriaEvents } from '@ledger/registers/criteria/domain';
import { fundsEvents } from '@ledger/registers/funds/domain';
import { housingEvents } from '@ledger/registers/housing/domain';

/** One append: its stream and its events. */
export interface Appended {
  readonly stream: string;
  readonly events: readonly EventToAppend[];
}

const LINES = 600;
const COMMUNES = 126;
const PROGRAMS = ['NTM', 'GNBV', 'DTTS'] as const;

const commune = (n: number): string => String(2_600 + (n % COMMUNES)).padStart(5, '0');
export const household = (n: number): string => `H${String(n).padStart(6, '0')}`;
const day = (n: number): string => `2024-${String(1 + (n % 12)).padStart(2, '0')}-${String(1 + (n % 28)).padStart(2, '0')}`;

const line = (n: number): string => {
  const [program, capital] = [PROGRAMS[n % 3]!, n % 2 === 0 ? 'investment' : 'public-service'];
  return `${program}.${1 + (n % 9)}:${capital}:central:${2_022 + (n % 4)}:${2_022 + (n % 4)}:${commune(n)}`;
};

/** What a province records: fund lines with payments in steps, houses in stages, criteria assessed and verified; about `size` events. */
export function* provinceHistory(size: number): Generator<Appended> {
  let told = 0;
  const append = function* (stream: string, on: string, ...facts: (readonly [Events, Fact])[]): Generator<Appended> {
    for (const [events, fact] of facts) {
      if (told >= size) return;
      told += 1;
      yield { stream, events: [toAppend(events, fact, on, told)] };
    }
  };
  for (let n = 0; n < LINES; n += 1) yield* append(`funds.line-${line(n)}`, '2024-01-02', ...lineOpened(n));
  for (let n = 0; told < size; n += 1) {
    yield* append(`housing.house-${household(n)}`, day(n), ...house(n));
    yield* append(`criteria.commune-${commune(n)}`, day(n + 3), ...assessment(n));
    yield* append(`funds.line-${line(n % LINES)}`, day(n + 7), ...payment(n));
  }
}

function lineOpened(n: number): (readonly [Events, Fact])[] {
  const amount = 900_000_000_000_000n;
  const [program, year] = [PROGRAMS[n % 3]!, 2_022 + (n % 4)];
  const basedOn = { number: '1234/QĐ-UBND', issuedOn: '2023-12-15', issuer: 'UBND tỉnh' };
  return [
    fundsEvents.LineOpened({ program, component: `${program}.${1 + (n % 9)}`, capitalType: n % 2 === 0 ? 'investment' : 'public-service', source: 'central', planYear: year, originYear: year, holder: commune(n) }),
    fundsEvents.CapitalPlanPrepared({ decision: `qd-${n}`, kind: 'assignment', change: amount }),
    fundsEvents.CapitalPlanAssigned({ decision: `qd-${n}`, amount, basedOn, preparedBy: 'lan' }),
    fundsEvents.FundsAllocated({ allocation: `pb-${n}`, amount }),
  ].map((fact) => [fundsEvents, fact] as const);
}

function payment(n: number): (readonly [Events, Fact])[] {
  const [amount, payment, commitment] = [BigInt(10_000_000 + n), `tt-${n}`, `ck-${n}`];
  return [
    fundsEvents.CommitmentReserved({ commitment, amount, expiresOn: '2025-01-31', subject: 'Đường liên thôn' }),
    fundsEvents.PaymentPrepared({ payment, kind: 'completed-volume', amount, commitment, payee: 'Công ty xây dựng số 1' }),
    fundsEvents.PaymentChecked({ payment }),
    fundsEvents.PaymentApproved({ payment }),
    fundsEvents.PaymentMade({ payment, amount, commitment, treasuryReference: `kb-${n}` }),
  ].map((fact) => [fundsEvents, fact] as const);
}

function house(n: number): (readonly [Events, Fact])[] {
  const of = { household: household(n), commune: commune(n), kind: n % 3 === 0 ? ('repair' as const) : ('new' as const) };
  const paid = { ...of, payment: `p-${n}`, source: 'mobilised' as const, amount: 60_000_000n };
  return [
    housingEvents.HouseProposed(of),
    housingEvents.HouseApproved({ ...of, norm: 'campaign-2024-2025', amount: 60_000_000n }),
    housingEvents.HouseStarted(of),
    housingEvents.HouseStageRecorded({ ...of, stage: 'foundation' }),
    housingEvents.HouseStageRecorded({ ...of, stage: 'roof' }),
    housingEvents.HouseAccepted(of),
    housingEvents.HousePaid(paid),
  ].map((fact) => [housingEvents, fact] as const);
}

function assessment(n: number): (readonly [Events, Fact])[] {
  const of = { commune: commune(n), set: 'commune-2021-2025', criterion: 1 + (Math.floor(n / COMMUNES) % 19), year: 2_021 + (Math.floor(n / (COMMUNES * 19)) % 70) };
  return [
    criteriaEvents.CriterionAssessed({ ...of, met: 'met', note: 'Đạt theo biên bản thẩm tra' } as never),
    criteriaEvents.AssessmentVerified({ ...of, met: 'met', assessedOn: day(n) } as never),
  ].map((fact) => [criteriaEvents, fact] as const);
}

function toAppend(events: Events, fact: Fact, effectiveOn: string, n: number): EventToAppend {
  const commandId = randomUUID();
  return {
    id: randomUUID(),
    type: fact.type,
    data: encodeEvent(events.$catalogue.definitions[fact.type]!, fact.data),
    metadata: {
      actor: { user: 'u-1024', role: 'province-finance', unit: '10' },
      commandId, commandHash: 'b5bb9d8014a0f9b1d61e21e796d78dccdf0352f3efe1f8ea1dbd1c8d7e8b7c11', correlationId: commandId, causationId: commandId,
      effectiveOn, recordedAt: new Date(Date.UTC(2024, 0, 1) + n * 1_000).toISOString(), schemaVersion: 1, basis: 'illustrative',
      legalBasis: { number: '123/QĐ-UBND', issuedOn: '2024-04-28' },
    },
  };
}
