import { useEffect, useRef, useState } from 'react';

/** Puts the keyboard at the head of the page's content: after a way that began elsewhere. */
export const focusContent = (): void => document.getElementById('content')?.focus({ preventScroll: true });

const isLost = (): boolean => document.activeElement === null || document.activeElement === document.body;

/** For a window that is there only while it is open: once it is gone, the focus is where it was before; where that has gone too, at the content around it. */
export function useFocusBack(): void {
  const [from] = useState(() => document.activeElement);
  useEffect(() => () => {
    if (!isLost()) return;
    if (from instanceof HTMLElement && from !== document.body && from.isConnected) from.focus({ preventScroll: true });
    else focusContent();
  }, [from]);
}

/** Takes the focus to a part when what held it went away with what was shown there before. `shown`: what is shown; undefined until anything is. */
export function useFocusOfLost(shown: string | undefined, part: () => HTMLElement | null): void {
  const before = useRef(shown);
  useEffect(() => {
    if (shown === before.current) return;
    const isFirst = before.current === undefined;
    before.current = shown;
    if (!isFirst && isLost()) part()?.focus({ preventScroll: true });
  });
}
