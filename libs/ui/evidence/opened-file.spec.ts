import { createHash } from 'node:crypto';
import { Unreachable } from '../api/problem';
import { openFile } from './opened-file';

const hashOf = (content: string): string => createHash('sha256').update(content).digest('hex');
const answering = (status: number, content = '', type = 'text/plain; charset=utf-8') => async (): Promise<Response> => new Response(content, { status, headers: { 'content-type': type } });

describe('a file of evidence', () => {
  it('is shown as text once its hash is the event’s', async () => {
    const content = 'Biên bản nghiệm thu';
    expect(await openFile(hashOf(content), answering(200, content))).toEqual({ kind: 'text', text: content, bytes: Buffer.byteLength(content) });
  });

  it('is not shown when one byte differs', async () => {
    expect(await openFile(hashOf('paper'), answering(200, 'papeR'))).toEqual({ kind: 'different', found: hashOf('papeR') });
  });

  it('is a PDF when its type and its first bytes say so; what only claims to be one is not framed', async () => {
    const opened = await openFile(hashOf('%PDF-1.7'), answering(200, '%PDF-1.7', 'application/pdf'));
    expect(opened).toMatchObject({ kind: 'pdf', bytes: 8, content: { type: 'application/pdf', size: 8 } });
    const page = '<script>alert(1)</script>';
    expect(await openFile(hashOf(page), answering(200, page, 'application/pdf'))).toEqual({ kind: 'other', type: 'application/pdf', bytes: page.length });
    expect(await openFile(hashOf('%PDF-1.7'), answering(200, '%PDF-1.7', 'application/octet-stream'))).toMatchObject({ kind: 'other' });
  });

  it('that is not for this reader is gone; a server that fails is no such answer', async () => {
    expect(await openFile(hashOf('x'), answering(403))).toEqual({ kind: 'gone' });
    await expect(openFile(hashOf('x'), answering(503))).rejects.toBeInstanceOf(Unreachable);
    await expect(openFile(hashOf('x'), () => Promise.reject(new Error('offline')))).rejects.toBeInstanceOf(Unreachable);
  });
});
