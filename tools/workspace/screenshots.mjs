// npm run screenshots: draws the main pages of the built apps.
import { prepare, workspace } from './prepare.mjs';
import { inWorkspace, run } from './run.mjs';

await prepare();
run('-r', ['@swc-node/register', inWorkspace('tools/screenshots/main.ts'), ...process.argv.slice(2)], { cwd: workspace });
