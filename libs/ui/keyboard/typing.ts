/** Keys without Ctrl or Alt that somebody types where text, a choice or a control takes them. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.closest('input, textarea, select, [contenteditable="true"], [role="combobox"], [role="textbox"]') !== null;
}

/** Whether a window lies over the page: keys then are its own. */
const isCovered = (): boolean => [...document.querySelectorAll('[aria-modal="true"]')].some((element) => element.closest<HTMLElement>('[style*="display: none"]') === null);

/** A single key meant for the page: no modifier but Shift, nobody typing, nothing over the page. */
export const isForPage = (event: KeyboardEvent): boolean =>
  !event.defaultPrevented && !event.ctrlKey && !event.metaKey && !event.altKey && !event.isComposing && !isTyping(event.target) && !isCovered();
