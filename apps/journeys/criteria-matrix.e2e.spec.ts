import { createHash } from 'node:crypto';
import { COMMUNE } from '../api/testing/small-province';
import { servedApp } from './testing/served-app';
import { Visitor } from './testing/visitor';

jest.setTimeout(120_000);

const words = {
  vi: { cell: 'Xã Bản Liền, tiêu chí 1: Trống', met: 'Xã Bản Liền, tiêu chí 1: Đạt', awaits: 'Xã Bản Liền, tiêu chí 1: Chờ', assess: 'Đánh giá tiêu chí', verify: 'Thẩm tra đánh giá', preview: 'Xem trước', choice: 'Đạt', done: /Đã ghi nhận: Thẩm tra/ },
  en: { cell: 'Xã Bản Liền, criterion 1: None', met: 'Xã Bản Liền, criterion 1: Met', awaits: 'Xã Bản Liền, criterion 1: Awaits', assess: 'Assess a criterion', verify: 'Verify an assessment', preview: 'Preview', choice: 'Met', done: /Recorded: Verify/ },
} as const;

describe('the matrix of communes and criteria', () => {
  const app = servedApp();

  it.each([['vi', 1440, 'xa-a', 2023], ['en', 360, 'xa-a', 2025]] as const)('in %s at %i px opens a cell: its history, and what can be done now', async (language, width, set, year) => {
    const say = words[language];
    const paper = Buffer.from(`Biên bản ${year}`);
    const sha256 = createHash('sha256').update(paper).digest('hex');
    await app.server.send(`/api/evidence/${sha256}?name=bien-ban.txt`, { method: 'PUT', as: 'officer', headers: { 'content-type': 'text/plain' }, body: paper });
    await app.server.done('AssessCriterion', { commune: COMMUNE, set, criterion: 1, year, met: 'met', evidence: [sha256], effectiveOn: `${year}-12-31` }, 'officer');
    const checker = await Visitor.arrive(app.browser, { address: app.server.address, language, width, as: 'checker' });
    const { page } = checker;
    await checker.open(`/criteria/matrix?set=${set}&year=${year}&asOf=`);
    await page.getByRole('button', { name: new RegExp(`${say.awaits}|${say.met}`) }).waitFor();
    expect(await checker.violations()).toEqual([]);
    expect(await checker.overflow()).toBe(0);
    await page.locator('.lg-matrix button').first().click();
    expect(new URL(page.url()).searchParams.get('cell')).toBe(`${COMMUNE}.1`);
    await page.getByRole('button', { name: say.verify }).click();
    await page.getByRole('dialog').last().getByRole('button', { name: say.preview }).click();
    await page.getByRole('dialog').last().getByRole('button', { name: say.verify }).click();
    await page.getByText(say.done).waitFor();
    expect((await app.server.events()).filter(({ type, data }) => type === 'AssessmentVerified' && data['year'] === year)).toHaveLength(1);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: say.met }).waitFor();
    expect(checker.unexpected).toEqual([]);
    await checker.leave();
  });
});
