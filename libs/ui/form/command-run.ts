import { useState } from 'react';
import type { Shape } from '@ledger/kit';
import { isCode, problemOf } from '../api/problem';
import type { WebCommand } from '../register/register-web';
import type { CommandDraft } from './command-draft';
import { bodyOf } from './form-input';
import { problemsBy, problemsOf, type Problems } from './form-problems';
import { recordCommand, tryCommand, type CommandReceipt } from './submit-command';

const none: Problems = new Map();
const CONFLICTS = ['ledger.revision-mismatch', 'ledger.conflict'];

const isConflict = (error: unknown): boolean => CONFLICTS.some((code) => isCode(error, code));

/** A command on its way from a form: checked, tried, recorded once. */
export interface CommandRun {
  readonly body: Readonly<Record<string, unknown>>;
  readonly problems: Problems;
  readonly error: unknown;
  /** Somebody else has written to the record since it was shown. */
  readonly changed: boolean;
  /** What would be recorded. */
  readonly preview: CommandReceipt | undefined;
  readonly recorded: CommandReceipt | undefined;
  readonly busy: boolean;
  /** Checks the body, or only the fields named, and shows what is wrong; true: nothing is. */
  check(only?: readonly string[]): boolean;
  tryIt(): Promise<void>;
  recordIt(): Promise<void>;
  /** Back to entering. */
  reopen(): void;
  /** Begins another one. */
  again(): void;
}

/** Runs a command as it stands in a draft. After a conflict it is tried again at once, so that what is shown is true. */
export function useCommandRun(command: WebCommand, shape: Shape, draft: CommandDraft, onRecorded?: (receipt: CommandReceipt) => void): CommandRun {
  const [problems, setProblems] = useState<Problems>(none);
  const [error, setError] = useState<unknown>();
  const [preview, setPreview] = useState<CommandReceipt>();
  const [recorded, setRecorded] = useState<CommandReceipt>();
  const [changed, setChanged] = useState(false);
  const [busy, setBusy] = useState(false);
  const body = bodyOf(shape, draft.inputs);

  const refuse = (reason: unknown): void => {
    setError(reason);
    const { fields = [] } = problemOf(reason) ?? {};
    setProblems(problemsBy(fields));
    if (fields.length > 0) setPreview(undefined);
  };
  const tryAnew = async (): Promise<void> => {
    setChanged(true);
    setPreview(undefined);
    await tryCommand(command.name, body, draft.key).then(setPreview, (reason: unknown) => {
      setPreview(undefined);
      refuse(reason);
    });
  };
  const attempt = async (work: () => Promise<void>): Promise<void> => {
    setBusy(true);
    setError(undefined);
    setChanged(false);
    try {
      await work();
    } catch (reason) {
      if (isConflict(reason)) await tryAnew();
      else refuse(reason);
    } finally {
      setBusy(false);
    }
  };
  const done = (receipt: CommandReceipt): void => {
    setRecorded(receipt);
    setPreview(undefined);
    draft.reset();
    onRecorded?.(receipt);
  };
  const check = (only?: readonly string[]): boolean => {
    const found = problemsOf(shape, command.rule.requires, body);
    const told = only ? new Map([...found].filter(([path]) => only.includes(path.split(/[.[]/)[0]!))) : found;
    setProblems(told);
    return told.size === 0;
  };
  return {
    body, problems, error, changed, preview, recorded, busy, check,
    tryIt: async () => {
      if (!check()) return;
      await attempt(async () => {
        const tried = await tryCommand(command.name, body, draft.key);
        if (tried.hit) done(tried);
        else setPreview(tried);
      });
    },
    recordIt: () => attempt(async () => done(await recordCommand(command.name, body, draft.key, preview!))),
    reopen: () => setPreview(undefined),
    again: () => setRecorded(undefined),
  };
}
