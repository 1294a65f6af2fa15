import { Refused, Unreachable, type ProblemDocument } from './problem';

export interface Sending {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Sent as JSON, files as they are. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
  /** Who answers; default: whoever answers this window. */
  readonly through?: Fetching;
}

/** Answers as `fetch` does. */
export type Fetching = (path: string, init: RequestInit) => Promise<Response>;

/** The server. */
export const overNetwork: Fetching = (path, init) => fetch(path, init);

let answering = overNetwork;

/** Has another than the server answer this window, such as an opened bundle; without one, the server again. */
export function answerThrough(other: Fetching = overNetwork): void {
  answering = other;
}

/** Whether it is the server that answers this window. */
export const isServed = (): boolean => answering === overNetwork;

/** Whoever answers this window, for what is no JSON: files, tiles. */
export const fetchAnswer: Fetching = (path, init) => answering(path, { credentials: 'same-origin', ...init });

let shown: { readonly user: string; readonly to: Fetching } | undefined;

/** Names whom this window shows as signed in: the server refuses what it asks once the browser's cookie is somebody else's. */
export function askAs(user: string | undefined): void {
  shown = user === undefined ? undefined : { user, to: answering };
}

/** Whom a bundle shows is nobody the server knows. */
const shownTo = (through: Fetching, path: string): { readonly 'ledger-signed-in-as'?: string } =>
  shown === undefined || shown.to !== through || ASKING_WHO.includes(path) ? {} : { 'ledger-signed-in-as': shown.user };

/** These find out who is signed in. */
const ASKING_WHO = ['/api/me', '/api/sign-in'];

export interface Answer<T> {
  readonly json: T;
  readonly status: number;
  readonly headers: Headers;
}

type Listener = () => void;
const sessionLost = new Set<Listener>();

/** Told whenever the server no longer knows who asks; the answer ends it. */
export function onSessionLost(listener: Listener): () => void {
  sessionLost.add(listener);
  return () => sessionLost.delete(listener);
}

/** Asks the ledger; throws `Refused` with its problem document, or `Unreachable`. */
export async function request<T>(path: string, { method = 'GET', body, headers = {}, signal, through = answering }: Sending = {}): Promise<Answer<T>> {
  const isFile = body instanceof Blob;
  const response = await through(path, {
    method,
    signal,
    credentials: 'same-origin',
    headers: { accept: 'application/json', ...shownTo(through, path), ...(body === undefined || isFile ? {} : { 'content-type': 'application/json' }), ...headers },
    body: body === undefined ? undefined : isFile ? body : JSON.stringify(body),
  }).catch((error: unknown) => {
    throw signal?.aborted ? error : new Unreachable(error);
  });
  const text = await response.text().catch((error: unknown) => {
    throw new Unreachable(error);
  });
  if (!response.ok) throw refusal(path, response.status, text);
  return { json: (text === '' ? undefined : JSON.parse(text)) as T, status: response.status, headers: response.headers };
}

/** What an answer that is no success says. */
export function refusal(path: string, status: number, text: string): Error {
  let problem: ProblemDocument;
  try {
    problem = JSON.parse(text) as ProblemDocument;
  } catch (error) {
    // A proxy in between answers pages, not problems.
    return new Unreachable(error);
  }
  if (status === 401 && !ASKING_WHO.includes(path)) for (const listener of sessionLost) listener();
  return new Refused({ ...problem, fields: problem.fields ?? [], details: problem.details ?? {} });
}

/** A query string of what is given; lists repeat their name. */
export function queryText(parameters: Readonly<Record<string, string | readonly string[] | number | undefined>>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    for (const each of [value].flat()) if (each !== undefined && each !== '') query.append(name, String(each));
  }
  const text = query.toString();
  return text === '' ? '' : `?${text}`;
}
