// npm start: installs what is missing, builds what changed, runs the ledger.
import { prepare } from './prepare.mjs';
import { inWorkspace, run } from './run.mjs';

await prepare();
run(inWorkspace('dist/apps/api/main.js'), process.argv.slice(2));
