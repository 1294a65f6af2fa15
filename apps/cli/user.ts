import { createInterface } from 'node:readline';
import { Complaint, demand, type Door, type Language } from './door';

export interface NewUser {
  readonly username: string;
  readonly name: string;
  readonly role: string;
  readonly unit: string;
  readonly program?: string;
  readonly from: string;
  readonly until?: string;
}

/** Opens an account, grants its first role and sets its password: two commands and one credential, each repeatable. */
export async function addUser(door: Door, language: Language, user: NewUser, password: string): Promise<void> {
  const { username, name, role, unit, program, from, until } = user;
  await command(door, language, 'OpenAccount', { username, displayName: name }, `user-add:${username}`);
  await command(door, language, 'GrantRole', { username, role, unit, program, from, until }, `user-add:${username}:${role}:${unit}:${program ?? ''}:${from}`);
  await setPassword(door, language, username, password);
}

export async function disableUser(door: Door, language: Language, username: string, reason: string): Promise<void> {
  await command(door, language, 'DisableAccount', { username, reason });
}

export async function setPassword(door: Door, language: Language, username: string, password: string): Promise<void> {
  await demand(door, language, 'POST', `/api/users/${encodeURIComponent(username)}/password`, { password });
}

async function command(door: Door, language: Language, name: string, body: object, key?: string): Promise<void> {
  await demand(door, language, 'POST', `/api/commands/${name}`, body, key ? { 'idempotency-key': key } : {});
}

/** The password from the first line of standard input, or typed twice without being shown. Never an argument: those are seen by others. */
export async function askPassword(fromStdin: boolean, language: Language): Promise<string> {
  if (fromStdin || !process.stdin.isTTY) return (await lines(process.stdin).next()).value ?? '';
  const vi = language === 'vi';
  const first = await typed(vi ? 'Mật khẩu: ' : 'Password: ');
  const second = await typed(vi ? 'Nhập lại mật khẩu: ' : 'Password again: ');
  if (first !== second) throw new Complaint(vi ? 'Hai lần nhập không giống nhau.' : 'The two do not match.');
  return first;
}

async function* lines(input: NodeJS.ReadableStream): AsyncGenerator<string, undefined> {
  for await (const line of createInterface({ input, crlfDelay: Infinity })) yield line;
  return undefined;
}

function typed(prompt: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    const done = (outcome: () => void) => {
      process.stdin.setRawMode(false);
      process.stdin.pause();
      process.stdin.off('data', onData);
      process.stderr.write('\n');
      outcome();
    };
    const onData = (chunk: Buffer) => {
      for (const char of chunk.toString('utf8')) {
        if (char === '\r' || char === '\n') return done(() => resolve(text));
        if (char === '\u0003') return done(() => reject(new Complaint('', 130)));
        text = char === '\u007f' ? text.slice(0, -1) : text + char;
      }
    };
    process.stderr.write(prompt);
    process.stdin.setRawMode(true);
    process.stdin.resume();
    process.stdin.on('data', onData);
  });
}
