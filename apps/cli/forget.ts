import { createHash } from 'node:crypto';
import { Complaint, demand, type Door, type Language } from './door';

export interface ForgetCommand {
  readonly person: string;
  /** Number of the decision, and the day it was issued. */
  readonly legalBasis: string;
  readonly issuedOn: string;
  readonly issuer?: string;
  readonly reason?: string;
  readonly dryRun: boolean;
}

interface HeldBackup {
  readonly id: string;
  readonly folder: string;
  readonly begun: string;
  readonly finished?: string;
}

export interface Forgetting {
  readonly person: string;
  readonly keyDestroyed: boolean;
  readonly position?: string;
  readonly backups: readonly HeldBackup[];
}

/** Forgets a person: the same command as over HTTP. Repeating it after a lost answer records nothing and tells the same. */
export async function forget(door: Door, language: Language, { person, legalBasis, issuedOn, issuer, reason, dryRun }: ForgetCommand): Promise<Forgetting> {
  const body = { person, legalBasis: { number: legalBasis, issuedOn, issuer }, reason };
  const answer = await demand(door, language, 'POST', `/api/commands/ForgetPerson${dryRun ? '?dryRun=true' : ''}`, body, { 'idempotency-key': `forget:${createHash('sha256').update(JSON.stringify(body)).digest('hex')}` });
  const receipt = JSON.parse(answer.body.toString('utf8')) as { readonly position?: string; readonly forgotten?: readonly Forgetting[] };
  if (dryRun) return { person, keyDestroyed: false, backups: await holding(door, language, person) };
  const forgotten = receipt.forgotten?.find((each) => each.person === person);
  if (!forgotten) throw new Complaint(language === 'vi' ? 'Biên nhận không nói về việc xóa.' : 'The receipt says nothing of a forgetting.');
  return { ...forgotten, position: receipt.position };
}

async function holding(door: Door, language: Language, person: string): Promise<readonly HeldBackup[]> {
  const { body } = await demand(door, language, 'GET', `/api/operations/backups?person=${encodeURIComponent(person)}`);
  return (JSON.parse(body.toString('utf8')) as { readonly backups: readonly HeldBackup[] }).backups;
}

/** What came of it, for people. */
export function forgettingLines({ person, keyDestroyed, position, backups }: Forgetting, dryRun: boolean, language: Language): readonly string[] {
  const vi = language === 'vi';
  const done = vi
    ? keyDestroyed ? `Đã xóa dữ liệu cá nhân của ${person} (vị trí ${position}); khóa đã bị hủy.` : `Đã ghi nhận việc xóa ${person} (vị trí ${position}); việc hủy khóa được làm tiếp cho đến khi xong.`
    : keyDestroyed ? `${person} is forgotten (position ${position}); the key is destroyed.` : `That ${person} is forgotten is recorded (position ${position}); destroying the key is tried until it is done.`;
  const tried = vi ? `${person} sẽ bị xóa; chưa ghi nhận gì.` : `${person} would be forgotten; nothing is recorded.`;
  const held = vi ? 'Các bản sao lưu sau vẫn giữ khóa, phải hủy hoặc cất giữ riêng:' : 'These backups still hold the key; destroy them, or keep them from being read:';
  const none = vi ? 'Không có bản sao lưu nào được biết còn giữ khóa.' : 'No backup that the ledger knows of holds the key.';
  const named = backups.map(({ folder, begun, finished }) => `  ${folder}\t${finished ?? `${begun} ${vi ? '(chưa xong)' : '(not finished)'}`}`);
  return [dryRun ? tried : done, ...(named.length > 0 ? [held, ...named] : [none])];
}
