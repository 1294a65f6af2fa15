import { findingText, outcomeText, type Verdict, type VerdictLanguage } from '@ledger/platform/audit-log';

export const HELP: { readonly [language in VerdictLanguage]: string } = {
  en: `node verify-bundle.mjs <bundle.zip> [--policy <file>] [--key <vkey>]… [--trusted-checkpoint <file>] [--max-age <duration>] [--late <duration>] [--json]

Verifies a bundle of the ledger offline: nothing is asked of the ledger, its keeper or the network.
--policy              your own policy (c2sp.org/tlog-policy): which log keys you accept, whose cosignatures suffice
--key                 instead of a policy: a key you accept, of a log or of a witness; may be given more than once
--trusted-checkpoint  the checkpoint you have kept from before: the bundle must go on from it
--max-age             how old the cosignatures may be: 90s, 30m, 36h, 7d, 2w
--late                tell events recorded longer than this after their effective day: 30d
--json                the verdict as JSON
--version             the SHA-256 of this very file, to compare with the published one

Exit codes: 0 intact, 1 tampered with, 2 not enough cosignatures or too old, 3 unreadable, 4 an error of this program.
Without a policy or key of yours it is the keeper's word alone, and the code is at least 2.
`,
  vi: `node verify-bundle.mjs <gói.zip> [--policy <tệp>] [--key <vkey>]… [--trusted-checkpoint <tệp>] [--max-age <thời hạn>] [--late <thời hạn>] [--json]

Kiểm tra ngoại tuyến một gói của sổ: không hỏi gì ở sổ, ở bên giữ sổ hay trên mạng.
--policy              chính sách của chính bạn (c2sp.org/tlog-policy): chấp nhận khóa nào của sổ, chữ ký chứng kiến nào là đủ
--key                 thay cho chính sách: một khóa bạn chấp nhận, của sổ hoặc của bên chứng kiến; có thể dùng nhiều lần
--trusted-checkpoint  điểm kiểm tra bạn giữ từ trước: gói phải nối tiếp nó
--max-age             chữ ký chứng kiến được cũ đến đâu: 90s, 30m, 36h, 7d, 2w
--late                nêu các sự kiện ghi nhận sau ngày hiệu lực lâu hơn thế: 30d
--json                kết luận ở dạng JSON
--version             SHA-256 của chính tệp này, để so với giá trị đã công bố

Mã thoát: 0 nguyên vẹn, 1 đã bị sửa, 2 chưa đủ chữ ký chứng kiến hoặc quá cũ, 3 không đọc được, 4 lỗi của chương trình này.
Không có chính sách hay khóa của bạn thì đây chỉ là lời của bên giữ sổ, và mã ít nhất là 2.
`,
};

/** Vietnamese unless the environment speaks English. */
export const languageOf = (environment: Readonly<Record<string, string | undefined>>): VerdictLanguage =>
  /^en/i.test(environment['LEDGER_LANG'] || environment['LC_ALL'] || environment['LC_MESSAGES'] || environment['LANG'] || '') ? 'en' : 'vi';

/** A verdict for people, line by line. */
export function verdictLines(verdict: Verdict, language: VerdictLanguage): string[] {
  const { checkpoint, cosignatures, events, findings, more } = verdict;
  const [size, root, looked, others] = language === 'vi' ? ['cỡ cây', 'gốc', 'sự kiện đã băm lại', 'phát hiện khác'] : ['tree size', 'root', 'events hashed again', 'more findings'];
  return [
    `${outcomeText(verdict.outcome, language)} (${verdict.exit})`,
    ...(checkpoint ? [`${checkpoint.origin} · ${size} ${checkpoint.size} · ${root} ${checkpoint.root}`] : []),
    ...cosignatures.map(({ witness, time }) => `${language === 'vi' ? 'chứng kiến' : 'witness'} ${witness} · ${time}`),
    `${looked}: ${events}`,
    ...findings.map((finding) => `${finding.level === 'note' ? '·' : '✗'} ${findingText(finding, language)}`),
    ...(more > 0 ? [`… ${more} ${others}`] : []),
  ];
}
