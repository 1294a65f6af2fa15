import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { bundleTexts } from '../../inspector/app/pages/bundle-texts';
import type { Walk } from './walk';

/** The stand-alone verifier, as it is published beside the ledger. */
const VERIFIER = join(__dirname, '../../../dist/verify-bundle.mjs');
/** It fits; without a policy of the verifier's own it is the ledger's word alone. */
const ITS_OWN_WORD = 2;

/** The end of journey 4: an inspector takes the ledger along as a bundle, opens it in the page, and a verifier that asks nobody finds nothing wrong with it. */
export async function takesBundle(walk: Walk): Promise<void> {
  const { say, app: { server } } = walk;
  await server.send('/api/operations/audit/checkpoint', { method: 'POST' });
  const recorded = (await server.events()).length;
  const inspector = await walk.arrive('inspector', '/inspector/bundle');
  const { page } = inspector;
  page.setDefaultTimeout(60_000);
  const button = page.getByRole('button', { name: say(bundleTexts.download), exact: true });
  await walk.look(inspector, button);
  const [download] = await Promise.all([page.waitForEvent('download'), button.click()]);
  const { status, stdout } = spawnSync(process.execPath, [VERIFIER, await download.path(), '--json'], { encoding: 'utf8' });
  const verdict = JSON.parse(stdout) as { readonly events: number; readonly findings: readonly { readonly severity?: string }[] };
  expect([status, verdict.events]).toEqual([ITS_OWN_WORD, recorded]);

  await page.getByRole('button', { name: say(bundleTexts.openThis) }).click();
  await page.getByText(say(bundleTexts.offline), { exact: true }).first().waitFor();
  await walk.look(inspector);
  await page.getByRole('button', { name: say(bundleTexts.backToServer) }).first().click();
  await page.getByText(say(bundleTexts.offline), { exact: true }).first().waitFor({ state: 'detached' });
}
