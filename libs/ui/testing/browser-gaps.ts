/** What jsdom has not and the parts ask for: the size of the window never changes here, and it prefers light. */
window.matchMedia ??= (query: string) => ({ matches: false, media: query, onchange: null, addEventListener: () => undefined, removeEventListener: () => undefined, addListener: () => undefined, removeListener: () => undefined, dispatchEvent: () => false });
window.ResizeObserver ??= class {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
};
/** What is posted arrives in a later turn; no port keeps the process waiting. */
window.MessageChannel ??= class {
  readonly port1: { onmessage: (() => void) | null } = { onmessage: null };
  readonly port2 = { postMessage: (): void => void setTimeout(() => this.port1.onmessage?.()) };
} as unknown as typeof MessageChannel;
/** Asked for a pseudo-element's style, jsdom complains and gives the element's. */
const styleOf = window.getComputedStyle.bind(window);
window.getComputedStyle = (element) => styleOf(element);
window.scrollTo = () => undefined;

export {};
