import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { leafHash, openReceipt, openTlogProof, parseCheckpoint, parsePolicy, parseReceiptExtra, parseTlogProof, type Policy } from '@ledger/platform/audit-log/node';
import { readQr } from '@ledger/platform/nest/receipts/testing/read-qr';
import { BuiltServer, newFolder } from './testing/built-server';
import { LINE, makeSmallProvince, paper } from './testing/small-province';

const folder = newFolder();
let server: BuiltServer;
let policy: Policy;
beforeAll(async () => {
  server = await BuiltServer.start(folder);
  await makeSmallProvince(server);
  policy = parsePolicy(`log ${(await server.send('/audit/key')).text.split('\n')[0]}\nquorum none\n`);
}, 120_000);
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

interface Receipt {
  readonly commandId: string;
  readonly stream: string;
  readonly revision: string;
  readonly events: readonly { readonly id: string; readonly type: string }[];
}

const pay = async (payment: string): Promise<Receipt> =>
  (await server.done('PreparePayment', { line: LINE, payment, kind: 'completed-volume', amount: '1000', effectiveOn: '2024-04-01', reason: 'Khối lượng <đợt 1> & “nghiệm thu”', ...paper }, 'program')).json as Receipt;
const proofOf = async (id: string, as?: string) => server.send(`/api/receipts/${encodeURIComponent(id)}.tlog-proof`, as === undefined ? {} : { as });
const paperOf = async (id: string, query = '', as?: string) => server.send(`/api/receipts/${encodeURIComponent(id)}/paper${query}`, as === undefined ? {} : { as });

describe('a command’s receipt', () => {
  it('is exchanged at once for a proof that can be checked with a key and nothing else', async () => {
    const receipt = await pay('TT-1');
    const { status, text, headers } = await proofOf(receipt.commandId);
    expect([status, headers.get('content-type')]).toEqual([200, 'text/plain; charset=utf-8']);
    const opened = await openReceipt(text, policy);
    expect(opened).toMatchObject({ quorumMet: true, entry: { stream: receipt.stream, revision: BigInt(receipt.revision), id: receipt.events[0]!.id }, data: { payment: 'TT-1', amount: '1000' }, metadata: { actor: { user: 'program' }, commandId: receipt.commandId } });
    await expect(openReceipt(text.replace(/^index .*$/m, 'index 0'), policy)).rejects.toThrow();
  });

  it('is named by its stream and revision as well, and says where it stands', async () => {
    const receipt = await pay('TT-2');
    const named = `${receipt.stream}@${receipt.revision}`;
    const { json } = await server.send(`/api/receipts/${encodeURIComponent(named)}`);
    expect(json).toMatchObject({ commandId: receipt.commandId, stream: receipt.stream, revision: receipt.revision, events: [{ type: 'PaymentPrepared' }] });
    expect(parseCheckpoint((json as { checkpoint: string }).checkpoint).size.toString()).toBe((json as { treeSize: string }).treeSize);
    expect((await openReceipt((await proofOf(named)).text, policy)).index.toString()).toBe((json as { leaf: string }).leaf);
  });

  it('proves the last of several events, of which the other ones stand before it', async () => {
    const line = LINE.replace('02869', '085');
    await server.done('AssignCapitalPlan', { line, decision: 'QD-2', amount: '10', ...paper, effectiveOn: '2024-02-01' }, 'finance');
    await server.done('ApproveCapitalPlan', { line, decision: 'QD-2', effectiveOn: '2024-02-01' }, 'approver');
    const parts = [{ to: line, amount: '4' }, { to: LINE, amount: '6' }];
    const receipt = (await server.done('AllocateFunds', { line, allocation: 'PB-2', parts, ...paper, effectiveOn: '2024-03-01' }, 'finance')).json as Receipt;
    expect(receipt.events).toHaveLength(2);
    expect((await paperOf(receipt.commandId)).text).toContain('Bằng chứng toàn vẹn là của sự kiện cuối');
    const opened = await openReceipt((await proofOf(receipt.commandId)).text, policy);
    expect([opened.entry.id, opened.entry.revision]).toEqual([receipt.events.at(-1)!.id, BigInt(receipt.revision)]);
  });

  it('is given to whoever acted, and to those who read what everybody did', async () => {
    const { commandId } = await pay('TT-4');
    const status = async (as: string): Promise<number> => (await proofOf(commandId, as)).status;
    expect([await status('program'), await status('finance'), await status('inspector')]).toEqual([200, 200, 200]);
    expect([await status('officer'), await status('checker'), await status('consumer')]).toEqual([403, 403, 403]);
    expect((await server.send(`/api/receipts/${commandId}`, { as: null })).status).toBe(401);
    expect((await paperOf(commandId, '', 'officer')).status).toBe(403);
  });

  it('that does not exist is told from one that is not one’s own only to those who may read all', async () => {
    const nobody = '00000000-0000-5000-8000-000000000000';
    expect((await proofOf(nobody, 'inspector')).json).toMatchObject({ status: 404, code: 'receipts.unknown' });
    expect((await proofOf(nobody, 'officer')).status).toBe(403);
    for (const id of ['x', `${LINE}@99`, `funds.line-${LINE}@999999`, 'audit.checkpoints@0', '%00', '@']) expect((await proofOf(id, 'inspector')).status).toBe(404);
  });
});

describe('a receipt on paper', () => {
  it('shows what was recorded, by whom and on what basis, and its QR code is the proof', async () => {
    const receipt = await pay('TT-5');
    const { status, text, headers } = await paperOf(receipt.commandId);
    expect(status).toBe(200);
    for (const shown of ['Biên nhận ghi sổ', 'PaymentPrepared', '1.000 đ', 'program', 'Cán bộ chương trình', 'Tỉnh Lào Cai (10)', '1/QĐ-UBND · 02/01/2024', '01/04/2024', 'Khối lượng &lt;đợt 1&gt; &amp; “nghiệm thu”', `${receipt.stream} @ ${receipt.revision}`, receipt.commandId]) expect(text).toContain(shown);
    const proof = readQr(text).toString('utf8');
    const { extra, checkpoint } = parseTlogProof(proof);
    expect(text).toContain(checkpoint.split('\n')[2]);
    const { entry, parsed } = parseReceiptExtra(extra!);
    expect(parsed).toMatchObject({ stream: receipt.stream, revision: BigInt(receipt.revision) });
    expect(await openTlogProof(proof, leafHash(entry), policy)).toMatchObject({ quorumMet: true });
    expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
  });

  it('is in English too, and nothing in it can run', async () => {
    const { commandId } = await pay('TT-6');
    const { text, headers } = await paperOf(commandId, '?lang=en');
    expect(text).toContain('Receipt of an entry');
    expect(text).toContain('1,000 VND');
    expect(text).not.toMatch(/<script|\son\w+=|\sstyle=|javascript:/i);
    const style = createHash('sha256').update(/<style>([^]*?)<\/style>/.exec(text)![1]!).digest('base64');
    expect(headers.get('content-security-policy')).toBe(`default-src 'none'; style-src 'sha256-${style}'; frame-ancestors 'none'`);
  });

  it('keeps its proof as the ledger goes on', async () => {
    const { commandId } = await pay('TT-7');
    const before = readQr((await paperOf(commandId)).text).toString('utf8');
    const later = await openReceipt((await proofOf((await pay('TT-8')).commandId)).text, policy);
    const { checkpoint } = await openReceipt(before, policy);
    expect(checkpoint.size).toBeLessThan(later.checkpoint.size);
  });
});
