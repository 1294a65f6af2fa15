/** Keeps a text on this machine, for the next visit. A full or forbidden storage loses it, never what the page is about. */
export function keepHere(place: string, text: string): void {
  try {
    localStorage.setItem(place, text);
  } catch {
    return;
  }
}
