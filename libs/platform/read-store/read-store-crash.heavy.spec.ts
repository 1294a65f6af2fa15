import * as fc from 'fast-check';
import { historiesOf } from './testing/any-history';
import { crashRounds } from './testing/crash-rounds';

const KILLS = 60;
const seed = Number(process.env.LEDGER_TEST_SEED ?? Date.now() % 2 ** 31);

it(`has exact rows after every one of ${KILLS} kills (LEDGER_TEST_SEED=${seed})`, async () => {
  const [history] = fc.sample(historiesOf({ minLength: 3_000, maxLength: 3_000, errors: false }), { seed, numRuns: 1 });
  expect((await crashRounds(history!, KILLS)).size).toBeGreaterThan(1);
}, 20_000 * KILLS);
