const AFTER_LOAD_MS = 1_000;

/** Has the browser keep the app's files, so that it opens without a network; browsers do so only over TLS or on the machine itself. */
export function keepApp(): void {
  if (!('serviceWorker' in navigator) || !window.isSecureContext) return;
  window.addEventListener('load', () => {
    // The first page comes first.
    window.setTimeout(() => void navigator.serviceWorker.register('/inspector/service-worker.js', { scope: '/inspector' }), AFTER_LOAD_MS);
  });
}

/** Resolves once the app opens without a network; never, where the browser does not keep it. */
export const appIsKept = (): Promise<unknown> => ('serviceWorker' in navigator ? navigator.serviceWorker.ready : new Promise(() => undefined));
