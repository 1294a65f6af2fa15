// npm run -s ledger -- …: the command line tool, built first when needed. Standard output belongs to the tool alone.
import { prepare } from './prepare.mjs';
import { inWorkspace, run } from './run.mjs';

await prepare();
run(inWorkspace('dist/apps/cli/main.js'), process.argv.slice(2), { cwd: process.env.INIT_CWD ?? process.cwd() });
