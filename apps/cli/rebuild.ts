import { setTimeout as sleep } from 'node:timers/promises';
import { Complaint, demand, type Door, type Language } from './door';
import { Progress } from './progress';

interface ProjectionState {
  readonly name: string;
  readonly position: string;
  readonly head: string;
  readonly rebuild?: { readonly position: string; readonly head: string; readonly done: boolean; readonly error?: string };
  readonly parked?: { readonly position: string; readonly error: string };
}

/** Rebuilds one projection, or all, beside the live tables, and shows how far it is until the new tables are in place. */
export async function rebuild(door: Door, name: string | undefined, language: Language): Promise<readonly string[]> {
  const all = await states(door, language);
  const wanted = name ? all.filter((state) => state.name === name) : all;
  if (wanted.length === 0) throw new Complaint(language === 'vi' ? `Không có bảng chiếu «${name}». Có: ${all.map((s) => s.name).join(', ')}` : `There is no projection “${name}”. There are: ${all.map((s) => s.name).join(', ')}`);
  for (const state of wanted) await rebuildOne(door, state.name, language);
  return wanted.map((state) => state.name);
}

async function rebuildOne(door: Door, name: string, language: Language): Promise<void> {
  await demand(door, language, 'POST', `/api/operations/projections/${encodeURIComponent(name)}/rebuild`, {});
  const progress = new Progress(name);
  for (;;) {
    const state = (await states(door, language)).find((each) => each.name === name);
    if (state?.parked) throw new Complaint(`${name}: ${state.parked.error}`);
    if (state?.rebuild?.error) throw new Complaint(`${name}: ${state.rebuild.error}`);
    if (!state?.rebuild || state.rebuild.done) break;
    progress.show(Number(state.rebuild.position), Number(state.rebuild.head));
    await sleep(200);
  }
  progress.show(1, 1);
  progress.end();
}

async function states(door: Door, language: Language): Promise<readonly ProjectionState[]> {
  const answer = await demand(door, language, 'GET', '/api/operations/projections');
  return (JSON.parse(answer.body.toString('utf8')) as { readonly projections: readonly ProjectionState[] }).projections;
}
