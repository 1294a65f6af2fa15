import { killRounds } from './kill-rounds';

/** The crash test, for so many kills: few among the ordinary tests, many among the heavy ones. */
export function survivesKills(rounds: number, timeoutMs: number): void {
  const seed = Number(process.env.LEDGER_TEST_SEED ?? Date.now() % 2 ** 31);
  it(
    `loses nothing acknowledged and tears nothing when it is killed ${rounds} times (LEDGER_TEST_SEED=${seed})`,
    async () => {
      const { acknowledged, recorded } = await killRounds(rounds, seed);
      process.stdout.write(`seed ${seed}: ${rounds} kills, ${acknowledged} appends acknowledged, ${recorded} events recorded\n`);
      expect(acknowledged).toBeGreaterThan(rounds);
      expect(recorded).toBeGreaterThanOrEqual(acknowledged);
    },
    timeoutMs,
  );
}
