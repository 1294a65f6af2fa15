import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { DemoEvidence } from '../criteria/criteria-sheets';

const DISTRICT = '083';
const OFFICER = `officer-${DISTRICT}`;
const paper = (name: string, mediaType: string, content: string | Uint8Array): DemoEvidence => ({
  name, mediaType, content, sha256: createHash('sha256').update(content).digest('hex'), username: OFFICER, unit: DISTRICT,
});

const ESTIMATE = [
  'DỰ TOÁN CÔNG TRÌNH (VĂN BẢN MINH HỌA)',
  'Một dự toán được nêu làm chứng từ của hai hợp đồng khác nhau, để thanh tra có cái mà hỏi.',
  '',
].join('\n');

/** Papers that different matters share on purpose, by the names that the CSV files give them. */
const papers: { readonly [name: string]: DemoEvidence } = {
  estimate: paper('du-toan-minh-hoa.txt', 'text/plain', ESTIMATE),
  foundation: paper('anh-mong-nha-minh-hoa.png', 'image/png', readFileSync(path.join(__dirname, '../data/irregular-foundation.png'))),
};

export const irregularPapers = (): readonly DemoEvidence[] => Object.values(papers);

/** The evidence that a cell names, as an act carries it; an empty cell names none. */
export function evidenceOf(cell: string): { readonly evidence?: readonly string[] } {
  if (cell === '') return {};
  const found = papers[cell];
  if (!found) throw new Error(`no paper of the demo is called ${cell}`);
  return { evidence: [found.sha256] };
}
