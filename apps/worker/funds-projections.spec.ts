import fc from 'fast-check';
import { describeProjectionLaws } from '@ledger/platform/read-store/testing/laws';
import { funds } from '@ledger/registers/funds/server';
import { Play, type Draw } from '@ledger/registers/funds/server/testing/fund-play';

const draw: fc.Arbitrary<Draw> = fc.record({ what: fc.nat(10_000), nth: fc.nat(10_000), other: fc.nat(10_000), user: fc.nat(2), amount: fc.bigInt({ min: 1n, max: 40n }) });

/** What a fund ledger may have recorded: commands accepted and refused, arrivals late, repeated and out of order. */
const histories = fc.array(draw, { minLength: 20, maxLength: 120, size: 'max' }).map((draws) => new Play(draws).log.map(({ recorded }) => recorded));

const ownProjections = funds.projections.filter(({ name }) => !/_(units|programs)$/.test(name));

describeProjectionLaws('funds', ownProjections, { histories, runs: { sqlite: 6, postgres: 2 } });
