// npm run bench: measures the built code, since that is what runs.
import { prepare } from './prepare.mjs';
import { linkPostgresLibraries } from './postgres-links.mjs';
import { inWorkspace, run } from './run.mjs';

await prepare();
linkPostgresLibraries();
run(inWorkspace('dist/tools/bench/main.js'), process.argv.slice(2));
