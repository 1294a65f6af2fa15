// npm run bench: measures the built code, since that is what runs.
import { prepare } from './prepare.mjs';
import { inWorkspace, run } from './run.mjs';

await prepare();
run(inWorkspace('dist/tools/bench/main.js'), process.argv.slice(2));
