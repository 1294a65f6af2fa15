/** How the CLI reaches the ledger: the running server, or the folder itself when none runs. The same requests either way. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export interface Door {
  readonly kind: 'server' | 'folder';
  request(method: 'GET' | 'POST', path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<Answer>;
  close(): Promise<void>;
}

/** Something the user can mend: printed as one line, exit code 1 (2 for wrong usage). */
export class Complaint extends Error {
  constructor(
    message: string,
    readonly exitCode = 1,
  ) {
    super(message);
    this.name = 'Complaint';
  }
}

interface Problem {
  readonly code?: string;
  readonly title?: string;
  readonly detail?: string;
  readonly text?: { readonly vi: string; readonly en: string };
  readonly fields?: readonly { readonly path: string; readonly text: { readonly vi: string; readonly en: string } }[];
}

export type Language = 'vi' | 'en';

/** Vietnamese unless the environment speaks English: `LEDGER_LANG`, then `LC_ALL`, `LC_MESSAGES`, `LANG`. */
export const languageOf = (environment: NodeJS.ProcessEnv): Language =>
  /^en/i.test(environment['LEDGER_LANG'] || environment['LC_ALL'] || environment['LC_MESSAGES'] || environment['LANG'] || '') ? 'en' : 'vi';

/** A problem document as one line: what is wrong, the fields, the code. */
export function problemLine(answer: Answer, language: Language): string {
  const problem = parse(answer.body);
  const text = problem?.text?.[language] ?? problem?.detail ?? problem?.title ?? answer.body.toString('utf8').slice(0, 200);
  const named = (problem?.fields ?? []).map((field) => `${field.path}: ${field.text[language]}`);
  const repeats = problem?.fields?.length === 1 && problem.fields[0]!.text[language] === text;
  return [...(repeats ? [] : [text]), ...named, `[${answer.status}${problem?.code ? ` ${problem.code}` : ''}]`].filter(Boolean).join(' ');
}

function parse(body: Buffer): Problem | undefined {
  try {
    return JSON.parse(body.toString('utf8')) as Problem;
  } catch {
    return undefined;
  }
}

/** The answer's body when it went well; otherwise the problem as a complaint. */
export async function demand(door: Door, language: Language, ...request: Parameters<Door['request']>): Promise<Answer> {
  return wellAnswered(await door.request(...request), language);
}

/** As `demand`, for an address that ends in a name which the user gave: a name that the ledger does not know is complained of in these words. */
export async function demandNamed(door: Door, language: Language, unknown: string, ...request: Parameters<Door['request']>): Promise<Answer> {
  const answer = await door.request(...request);
  if (answer.status === 404 && parse(answer.body)?.code === 'ledger.unknown-address') throw new Complaint(unknown);
  return wellAnswered(answer, language);
}

function wellAnswered(answer: Answer, language: Language): Answer {
  if (answer.status >= 400) throw new Complaint(problemLine(answer, language));
  return answer;
}
