import { createHash } from 'node:crypto';
import { COMMUNE, paper } from '../api/testing/small-province';
import { servedApp } from './testing/served-app';
import { Visitor, type VisitorOptions } from './testing/visitor';

jest.setTimeout(120_000);

const NORM = 'campaign-2024';

describe('what was recorded wrongly', () => {
  const app = servedApp();
  const done = (command: string, body: object, as: string) => app.server.done(command, body, as);
  const visit = async (as: string, path: string, how: Partial<VisitorOptions> = {}): Promise<Visitor> => {
    const visitor = await Visitor.arrive(app.browser, { address: app.server.address, as, ...how });
    await visitor.open(path);
    return visitor;
  };
  const told = async (stream: string): Promise<readonly string[]> => (await app.server.events()).filter((event) => event.stream === stream).map(({ type }) => type);
  const leave = async (visitor: Visitor): Promise<void> => {
    expect(visitor.unexpected).toEqual([]);
    await visitor.leave();
  };

  beforeAll(async () => {
    await done('SetHousingNorm', { norm: NORM, kind: 'new', amount: '60000000', ...paper, effectiveOn: '2024-01-02' }, 'finance');
    await done('ProposeHouse', { household: 'H0001', commune: COMMUNE, kind: 'new', effectiveOn: '2024-03-01' }, 'officer');
    await done('ApproveHouse', { household: 'H0001', kind: 'new', norm: NORM, amount: '60000000', ...paper, effectiveOn: '2024-03-05' }, 'approver');
  });

  it('is chosen from what was recorded last within one’s reach, without a code typed', async () => {
    const officer = await visit('officer', '/housing/corrections');
    await officer.page.getByRole('heading', { name: 'Nhà vừa được ghi nhận gần đây nhất' }).waitFor();
    expect(await officer.violations()).toEqual([]);
    await officer.page.getByRole('button', { name: /^H0001/ }).click();
    await officer.page.getByRole('heading', { name: 'Chọn số liệu ghi sai' }).waitFor();
    expect(new URL(officer.page.url()).pathname).toBe('/housing/corrections/H0001');
    await officer.open('/criteria/corrections');
    await officer.page.getByText('Chưa có kết quả nào được thẩm tra trong phạm vi của bạn.').waitFor();
    await leave(officer);
  });

  it('of a house is found in its history, put right with its effect before one’s eyes, and agreed to by somebody else', async () => {
    const officer = await visit('officer', '/housing/houses/H0001');
    const { page } = officer;
    await page.locator('.lg-history > li').filter({ hasText: 'Duyệt Xây mới' }).getByRole('link', { name: 'Đính chính' }).click();
    await page.locator('.lg-as-recorded').getByText('60.000.000').first().waitFor();
    expect(await officer.violations()).toEqual([]);
    const amount = page.getByRole('textbox', { name: /^Mức hỗ trợ/ });
    await amount.fill('70 triệu');
    await page.getByText('vượt định mức 60.000.000 đ', { exact: false }).waitFor();
    await amount.fill('50 triệu');
    const effect = page.getByRole('region', { name: 'Tác động khi được duyệt' }).first();
    await effect.locator('s', { hasText: '60.000.000' }).first().waitFor();
    await effect.getByText('-10.000.000').first().waitFor();
    await page.getByRole('button', { name: 'Xem trước' }).click();
    await page.getByText('Cần sửa 2 chỗ').waitFor();
    await page.getByLabel('Số, ký hiệu văn bản').fill('12/BB');
    await page.getByLabel('Ngày ban hành').first().fill('2/4/2024');
    await page.getByRole('textbox', { name: 'Lý do' }).fill('Ghi nhầm mức hỗ trợ.');
    await page.getByRole('button', { name: 'Xem trước' }).click();
    await page.getByRole('button', { name: 'Gửi đính chính' }).click();
    await page.getByText('chờ người khác đồng ý', { exact: false }).waitFor();
    expect(await officer.violations()).toEqual([]);
    await leave(officer);

    const checker = await visit('checker', '/inbox');
    await checker.page.getByRole('heading', { name: /^Đồng ý đính chính hồ sơ nhà/ }).waitFor();
    await checker.open('/housing/houses/H0001');
    await checker.page.getByRole('button', { name: 'Đồng ý đính chính' }).click();
    await checker.page.getByRole('dialog').getByRole('button', { name: 'Đồng ý đính chính' }).click();
    await checker.page.getByText('Đã ghi nhận: Đồng ý đính chính').waitFor();
    expect(await told('housing.house-H0001')).toEqual(['HouseProposed', 'HouseApproved', 'HouseCorrectionProposed', 'HouseCorrected']);
    await checker.open('/housing/corrections/H0001');
    await checker.page.locator('.lg-choices s', { hasText: '60.000.000' }).waitFor();
    await checker.page.locator('.lg-choices').getByText('đã đính chính', { exact: false }).first().waitFor();
    await leave(checker);
  });

  it('of a commune’s criteria is put right on a phone, a measurement by its maker alone, an outcome once it is verified', async () => {
    const evidence = Buffer.from('Biên bản');
    const sha256 = createHash('sha256').update(evidence).digest('hex');
    await app.server.send(`/api/evidence/${sha256}?name=bien-ban.txt`, { method: 'PUT', as: 'officer', headers: { 'content-type': 'text/plain' }, body: evidence });
    const criterion = { commune: COMMUNE, set: 'xa-a', criterion: 1, year: 2024 };
    await done('MeasureIndicator', { commune: COMMUNE, set: 'xa-a', indicator: '1.1', year: 2024, value: '61.5', effectiveOn: '2024-12-01' }, 'officer');
    await done('AssessCriterion', { ...criterion, met: 'met', evidence: [sha256], effectiveOn: '2024-12-31' }, 'officer');
    await done('VerifyAssessment', { ...criterion, effectiveOn: '2025-01-05' }, 'checker');

    const officer = await visit('officer', `/criteria/corrections/${COMMUNE}`, { language: 'en', width: 360 });
    const { page } = officer;
    await page.getByRole('button', { name: /Indicator 1\.1 of 2024/ }).click();
    await page.getByLabel('Value', { exact: true }).fill('65.1');
    await page.getByRole('region', { name: 'Effect once recorded' }).first().getByText('65.1').waitFor();
    expect(await officer.violations()).toEqual([]);
    expect(await officer.overflow()).toBe(0);
    await page.getByRole('textbox', { name: 'Reason' }).fill('Digits swapped.');
    await page.getByRole('button', { name: 'Preview' }).click();
    await page.getByRole('button', { name: 'Record the true measurement' }).click();
    await page.getByText('stays in the history', { exact: false }).waitFor();

    await page.getByRole('button', { name: /Criterion 1 of 2024 verified/ }).click();
    await page.getByRole('radio', { name: 'Not met' }).click();
    await page.getByRole('region', { name: 'Effect once approved' }).first().locator('s', { hasText: 'Met' }).waitFor();
    await page.getByRole('textbox', { name: 'Reason' }).fill('The plan had lapsed.');
    await page.getByLabel('Number', { exact: false }).first().fill('7/BB');
    await page.getByLabel('Date of issue', { exact: false }).first().fill('2025-01-10');
    await page.getByRole('button', { name: 'Preview' }).click();
    await page.getByRole('button', { name: 'Send the correction' }).click();
    await page.getByText('stays in the history', { exact: false }).waitFor();
    expect(await officer.overflow()).toBe(0);
    await leave(officer);
    expect(await told(`criteria.commune-${COMMUNE}`)).toEqual(['IndicatorMeasured', 'CriterionAssessed', 'AssessmentVerified', 'IndicatorMeasured', 'AssessmentCorrected']);

    const checker = await visit('checker', '/inbox');
    await checker.page.getByRole('heading', { name: /^Thẩm tra đính chính tiêu chí/ }).waitFor();
    await leave(checker);
  });

  it('is not for whoever may not: the page says why', async () => {
    const checker = await visit('checker', '/housing/corrections/H0001');
    await checker.page.locator('.lg-choices button').first().click();
    await checker.page.locator('.lg-left-not').waitFor();
    expect(await checker.page.getByRole('button', { name: 'Xem trước' }).count()).toBe(0);
    await leave(checker);
  });
});
