const REVOKED_MS = 60_000;

/** Hands a file that was made in the page to whoever asked for it. */
export function saveBlob(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser reads it after the click.
  window.setTimeout(() => URL.revokeObjectURL(address), REVOKED_MS);
}

export const saveJson = (value: unknown, name: string): void => saveBlob(new Blob([JSON.stringify(value, undefined, 2)], { type: 'application/json' }), name);

/** The name that an answer gives its file. */
export const fileNamed = (response: Response): string | undefined => /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1];
