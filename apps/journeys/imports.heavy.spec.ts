import ExcelJS from 'exceljs';
import { COMMUNE } from '../api/testing/small-province';
import { servedApp } from './testing/served-app';
import { Visitor } from './testing/visitor';

jest.setTimeout(120_000);

const ROWS = 200;
const BAD = [11, 90, 201];

/** 200 proposals of houses; in lines 11, 90 and 201 something is wrong. */
async function proposals(prefix: string): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook();
  const page = workbook.addWorksheet('Danh sách');
  page.addRow(['Mã hộ', 'Xã', 'Hình thức', 'Ngày hiệu lực']);
  for (let index = 0; index < ROWS; index += 1) page.addRow([`${prefix}${String(index).padStart(4, '0')}`, COMMUNE, index % 2 ? 'Xây mới' : 'Sửa chữa', new Date('2024-03-01')]);
  page.getCell(BAD[0]!, 3).value = 'Nhà lầu';
  page.getCell(BAD[1]!, 2).value = '99999';
  page.getCell(BAD[2]!, 4).value = '31/02/2024';
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

const words = {
  vi: { choose: 'Đề nghị hỗ trợ nhà ở', template: 'Tải mẫu (.xlsx)', bad: 'Chỉ dòng chưa ghi được (3)', record: 'Ghi nhận 197 dòng hợp lệ', recorded: /Đã ghi nhận 197/, before: /Đã ghi từ trước 197/, nothing: 'Ghi nhận 0 dòng hợp lệ', result: 'Tải tệp kết quả (.xlsx)', cell: 'Hình thức, dòng 11', left: 'Chỉ dòng chưa ghi được (2)', more: 'Ghi nhận 198 dòng hợp lệ' },
  en: { choose: 'Propose a house', template: 'Download the template (.xlsx)', bad: 'Only rows that cannot be recorded (3)', record: 'Record 197 valid rows', recorded: /Recorded 197/, before: /Recorded before 197/, nothing: 'Record 0 valid rows', result: 'Download the result (.xlsx)', cell: 'Hình thức, line 11', left: 'Only rows that cannot be recorded (2)', more: 'Record 198 valid rows' },
} as const;

describe('a file of 200 rows, three of them bad', () => {
  const app = servedApp();
  const proposed = async (prefix: string): Promise<number> => (await app.server.events()).filter(({ type, data }) => type === 'HouseProposed' && String(data['household']).startsWith(prefix)).length;

  it.each([['vi', 1440, 'HV'], ['en', 360, 'HE']] as const)('is imported in %s at %i px: the bad ones are shown with their reasons, the others are recorded once', async (language, width, prefix) => {
    const say = words[language];
    const officer = await Visitor.arrive(app.browser, { address: app.server.address, language, width, as: 'officer' });
    const { page } = officer;
    const file = { name: 'danh sách.xlsx', mimeType: 'application/octet-stream', buffer: await proposals(prefix) };
    const bring = async (): Promise<void> => {
      await officer.open('/imports');
      await page.getByRole('button', { name: say.choose }).click();
      await page.getByText(say.template).waitFor();
      expect(await officer.violations()).toEqual([]);
      expect(await officer.overflow()).toBe(0);
      await page.locator('.lg-drop input[type=file]').setInputFiles(file);
    };
    await bring();
    await page.getByRole('button', { name: say.record }).waitFor();
    expect(await proposed(prefix)).toBe(0);
    await page.getByText(say.bad).click();
    await page.locator('.lg-grid-bad').nth(2).waitFor();
    expect(await page.locator('.lg-grid-bad .lg-grid-line').allInnerTexts()).toEqual(BAD.map(String));
    expect(await officer.violations()).toEqual([]);
    expect(await officer.overflow()).toBe(0);

    await page.getByRole('button', { name: say.record }).click();
    await page.reload();
    await page.getByText(say.recorded).waitFor();
    expect(await proposed(prefix)).toBe(197);
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: say.result }).click()]);
    expect(download.suggestedFilename()).toMatch(/^import-.*\.xlsx$/);

    await bring();
    await page.getByText(say.before).waitFor();
    expect(await page.getByRole('button', { name: say.nothing }).isDisabled()).toBe(true);
    expect(await proposed(prefix)).toBe(197);
    expect(officer.unexpected).toEqual([]);
    await officer.leave();
  });

  it('has a bad row put right in the grid', async () => {
    const say = words.vi;
    const officer = await Visitor.arrive(app.browser, { address: app.server.address, as: 'officer' });
    const { page } = officer;
    await officer.open('/imports?command=ProposeHouse');
    await page.locator('.lg-drop input[type=file]').setInputFiles({ name: 'sửa.xlsx', mimeType: 'application/octet-stream', buffer: await proposals('HS') });
    await page.getByText(say.bad).click();
    await page.getByText('Hình thức: phải là một trong: Xây mới; Sửa chữa.').waitFor();
    await page.getByLabel(say.cell).fill('Xây mới');
    await page.getByLabel(say.cell).press('Enter');
    await page.getByText(say.left).waitFor();
    await page.getByRole('button', { name: say.more }).waitFor();
    expect(officer.unexpected).toEqual([]);
    await officer.leave();
  });

  it('that is no table of rows is refused with its reason', async () => {
    const officer = await Visitor.arrive(app.browser, { address: app.server.address, as: 'officer' });
    const { page } = officer;
    officer.expect(/422 .*\/api\/imports/);
    await officer.open('/imports?command=ProposeHouse');
    await page.locator('.lg-drop input[type=file]').setInputFiles({ name: 'ảnh.xlsx', mimeType: 'application/octet-stream', buffer: Buffer.from('89504e470d0a1a0a', 'hex') });
    await page.getByText('Không đọc được tệp: không đọc được như tệp .xlsx (bị cắt?).').waitFor();
    expect(await officer.violations()).toEqual([]);
    expect(officer.unexpected).toEqual([]);
    await officer.leave();
  });
});
