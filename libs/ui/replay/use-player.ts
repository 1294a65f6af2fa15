import { useCallback, useEffect, useRef, useState } from 'react';
import { useShortcuts, type Shortcut } from '../keyboard/shortcuts';
import { replayTexts } from './texts';

/** Events a second. */
export const SPEEDS = [1, 2, 5, 20, 100, 500] as const;
const TICK_MS = 100;

export interface Playing {
  readonly isPlaying: boolean;
  readonly speed: number;
  readonly toggle: () => void;
  readonly changeSpeed: (speed: number) => void;
}

/** Goes from event to event by itself until the last. */
export function usePlayer(index: number, count: number, go: (index: number) => void): Playing {
  const [isPlaying, setPlaying] = useState(false);
  const [speed, changeSpeed] = useState<number>(2);
  const at = useRef({ index, count, go });
  at.current = { index, count, go };
  const isOver = index >= count - 1;
  useEffect(() => {
    if (!isPlaying || isOver) return undefined;
    let owed = 0;
    const timer = window.setInterval(() => {
      owed += (speed * TICK_MS) / 1_000;
      const steps = Math.floor(owed);
      owed -= steps;
      if (steps > 0) at.current.go(Math.min(at.current.count - 1, at.current.index + steps));
    }, TICK_MS);
    return () => window.clearInterval(timer);
  }, [isPlaying, speed, isOver]);
  useEffect(() => {
    if (isOver) setPlaying(false);
  }, [isOver]);
  const toggle = useCallback(() => {
    const { index: now, count: all, go: move } = at.current;
    if (now >= all - 1) move(0);
    setPlaying((before) => !before);
  }, []);
  return { isPlaying: isPlaying && !isOver, speed, toggle, changeSpeed };
}

const ENTRY = 'input, textarea, select, [contenteditable="true"], [role="combobox"], [role="tab"], [role="radio"], [role="dialog"], [role="menu"]';
const PRESSED_BY_SPACE = 'button, a, summary, label';

/** As the help tells of them. */
const TOLD: readonly Shortcut[] = [
  { key: 'ArrowLeft', does: replayTexts.previous }, { key: 'ArrowRight', does: replayTexts.next }, { key: 'Home', does: replayTexts.first }, { key: 'End', does: replayTexts.last }, { key: ' ', does: replayTexts.play },
];

/** Keys that step wherever one is on the page, except where something is being entered or chosen. */
export function useStepKeys(step: { readonly by: (steps: number) => void; readonly toFirst: () => void; readonly toLast: () => void; readonly toggle: () => void }): void {
  const known = useRef(step);
  known.current = step;
  useShortcuts(TOLD);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const target = event.target as Element;
      if (event.ctrlKey || event.metaKey || event.altKey || target.closest?.(ENTRY)) return;
      const act = { ArrowLeft: () => known.current.by(-1), ArrowRight: () => known.current.by(1), Home: known.current.toFirst, End: known.current.toLast, ' ': known.current.toggle }[event.key];
      if (!act || (event.key === ' ' && target.closest?.(PRESSED_BY_SPACE))) return;
      event.preventDefault();
      act();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}
