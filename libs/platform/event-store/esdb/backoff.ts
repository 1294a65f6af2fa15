import { setTimeout as sleep } from 'node:timers/promises';

const FIRST_MS = 50;
const LONGEST_MS = 5_000;

/** How long to wait after so many failures in a row (1, 2, …): doubling, bounded, and never the same for all who wait. */
export const backoffMs = (failures: number): number => Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(failures - 1, 10)) * (0.5 + Math.random() / 2);

/** Waits after a failure; returns at once when `signal` aborts. */
export const backOff = (failures: number, signal?: AbortSignal): Promise<void> => sleep(backoffMs(failures), undefined, { signal }).catch(() => undefined);
