// npm test and npm run test:heavy: installs what is missing, builds (some tests start the built server), runs Jest.
import { prepare, workspace } from './prepare.mjs';
import { linkPostgresLibraries } from './postgres-links.mjs';
import { inWorkspace, run } from './run.mjs';

const args = process.argv.slice(2);
const isHeavy = args.includes('--heavy');
const passedOn = args.filter((argument) => argument !== '--heavy');

await prepare();
linkPostgresLibraries();
run(inWorkspace('node_modules/jest/bin/jest.js'), isHeavy ? ['--runInBand', ...passedOn] : passedOn, {
  cwd: workspace,
  env: isHeavy ? { LEDGER_TEST_HEAVY: '1' } : {},
});
