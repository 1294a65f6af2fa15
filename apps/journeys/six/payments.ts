import { vnd } from '@ledger/fields';
import { paymentKind } from '@ledger/registers/funds/domain/words';
import { paymentTexts } from '@ledger/registers/funds/web/payments/texts';
import { uiTexts } from '@ledger/ui/texts';
import { workTexts } from '@ledger/ui/work/texts';
import type { BuiltServer } from '../../api/testing/built-server';
import { COMMUNE, paper } from '../../api/testing/small-province';
import { field, type Walk } from './walk';

/** A line on which several payments of 1.5 billion fit. */
const LINE = `GNBV:investment:central:2025:2025:${COMMUNE}`;
const AMOUNT = '20000000000';
const EFFECTIVE = { vi: '1/4/2025', en: '2025-04-01' };
const TYPED = { vi: '1,5 tỷ', en: '1.5 billion' };
const IN_WORDS = { vi: 'Một tỷ năm trăm triệu đồng chẵn', en: 'One billion five hundred million dong' };
const SHOWN = { vi: '1,5 tỷ đồng', en: '1.5 billion VND' };

const LEADER = 'approver';

/** The line has money, and the leader may both check and approve: the rule of two persons is all that stops them. */
export async function fundLine(server: BuiltServer): Promise<void> {
  await server.done('AssignCapitalPlan', { line: LINE, decision: 'QD-25', amount: AMOUNT, ...paper, effectiveOn: '2025-01-02' }, 'finance');
  await server.done('ApproveCapitalPlan', { line: LINE, decision: 'QD-25', effectiveOn: '2025-01-02' }, 'approver');
  await server.done('AllocateFunds', { line: LINE, allocation: 'PB-25', parts: [{ to: LINE, amount: AMOUNT }], ...paper, effectiveOn: '2025-01-10' }, 'finance');
  await server.done('GrantRole', { username: LEADER, role: 'checker', unit: '10', from: '2020-01-01' });
}

const paymentsOf = async (server: BuiltServer, type: string): Promise<readonly string[]> =>
  (await server.events()).filter((event) => event.type === type && event.stream === `funds.line-${LINE}`).map(({ data }) => String(data['payment']));

/** Journey 1: a commune's officer asks for 1.5 billion by typing it so, sees it in words and what is left, what will be recorded, and their own row at once. */
export async function requestsPayment(walk: Walk): Promise<void> {
  const { say, app, screen: { language } } = walk;
  const before = await paymentsOf(app.server, 'PaymentPrepared');
  const officer = await walk.arrive('officer', '/funds/payments/new');
  const { page } = officer;
  await walk.look(officer, page.locator('.lg-choices button'));
  await page.getByLabel(say(paymentTexts.searchLine)).fill('ban lien 2025');
  // The server is asked what is meant; the lines found before stand until it has answered.
  await page.locator('.lg-choices button').nth(1).waitFor({ state: 'detached' });
  await page.locator('.lg-choices button').click();

  await field(page, say(vnd().label)).fill(TYPED[language]);
  await page.getByText(IN_WORDS[language]).first().waitFor();
  await page.getByText(paymentTexts.leftNow[language].split('{')[0]!).first().waitFor();
  await page.getByText(paymentKind.choices['completed-volume'][language], { exact: true }).click();
  await page.locator('#f-effectiveOn').fill(EFFECTIVE[language]);
  await walk.look(officer);
  await page.getByRole('button', { name: say(paymentTexts.next) }).click();
  await walk.look(officer, page.getByRole('region', { name: say(paymentTexts.step3) }));
  expect(await paymentsOf(app.server, 'PaymentPrepared')).toEqual(before);

  await page.getByRole('button', { name: say(paymentTexts.record, { amount: SHOWN[language] }) }).click();
  await walk.look(officer, page.locator('.lg-recorded h2'));
  const recorded = (await paymentsOf(app.server, 'PaymentPrepared')).slice(before.length);
  expect(recorded).toHaveLength(1);
  await page.getByRole('link', { name: say(paymentTexts.toList) }).click();
  await walk.look(officer, page.getByText(recorded[0]!));
}

/** Journey 2: a leader approves on a phone; what they have checked themselves they cannot approve, and are told on which ground. */
export async function approvesPayment(walk: Walk): Promise<void> {
  const { say, app, screen: { language, width } } = walk;
  const name = `TT-P-${language}-${width}`;
  for (const payment of [name, `${name}-2`]) await app.server.done('PreparePayment', { line: LINE, payment, kind: 'completed-volume', amount: '1500000000', effectiveOn: '2025-04-01' }, 'officer');
  await app.server.done('CheckPayment', { line: LINE, payment: name, effectiveOn: '2025-04-02' }, 'checker');
  const page1 = `/funds/payments/${encodeURIComponent(LINE)}/${name}`;
  const leader = await walk.arrive(LEADER, page1);
  const { page } = leader;
  const amount = { vi: '1.500.000.000 đ', en: '1,500,000,000 đ' }[language];
  const approve = say(paymentTexts.approveIt, { amount });
  const act = async (label: string): Promise<void> => {
    await page.getByRole('button', { name: label }).click();
    const dialog = page.getByRole('dialog');
    await walk.look(leader, dialog.getByRole('region', { name: say(uiTexts.willRecord) }));
    await dialog.getByRole('button', { name: label }).click();
    await dialog.waitFor({ state: 'detached' });
  };
  await walk.look(leader, page.getByRole('button', { name: approve }));
  await act(approve);
  await page.locator('.lg-action-bar').getByText(workTexts.done[language].split(':')[0]!).waitFor();
  expect(await paymentsOf(app.server, 'PaymentApproved')).toContain(name);

  await leader.open(`${page1}-2`);
  const check = say(paymentTexts.checkIt, { amount });
  await page.getByRole('button', { name: check }).waitFor();
  await act(check);
  const whyNot = page.locator('.lg-why-not').getByRole('listitem').filter({ hasText: approve });
  await whyNot.getByText({ vi: /phải là những người khác nhau/, en: /must be different persons/ }[language]).waitFor();
  expect(await whyNot.innerText()).toMatch({ vi: /Căn cứ: .*\d+\/\d{4}/, en: /Basis: .*\d+\/\d{4}/ }[language]);
  expect(await page.getByRole('button', { name: approve }).count()).toBe(0);
  await walk.look(leader);
  expect(await paymentsOf(app.server, 'PaymentApproved')).not.toContain(`${name}-2`);
}
