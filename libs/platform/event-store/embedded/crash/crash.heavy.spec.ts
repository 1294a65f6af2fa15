import { killRounds } from './kill-rounds';

const ROUNDS = 200;
const seed = Number(process.env.LEDGER_TEST_SEED ?? Date.now() % 2 ** 31);

it(
  `loses nothing acknowledged and tears nothing when it is killed ${ROUNDS} times (LEDGER_TEST_SEED=${seed})`,
  async () => {
    const { acknowledged, recorded } = await killRounds(ROUNDS, seed);
    console.info(`seed ${seed}: ${ROUNDS} kills, ${acknowledged} appends acknowledged, ${recorded} events recorded`);
    expect(acknowledged).toBeGreaterThan(ROUNDS);
    expect(recorded).toBeGreaterThanOrEqual(acknowledged);
  },
  600_000,
);
