/** Larger originals are not fetched for a small picture unless somebody asks to see them. */
const FETCHED_BYTES_MAX = 12 * 1_048_576;
const WIDTH_PX = 480;
const KEPT_MAX = 300;

/** What can be shown of a file at a glance. */
export type Glance =
  | { readonly kind: 'picture'; readonly source: string; readonly bytes: number }
  | { readonly kind: 'other'; readonly type: string; readonly bytes: number }
  /** Not for this reader, or gone. */
  | { readonly kind: 'hidden' };

const known = new Map<string, Promise<Glance>>();

const keyOf = (user: string, sha256: string): string => `${user} ${sha256}`;

function remember(key: string, glance: Promise<Glance>): Promise<Glance> {
  if (known.size >= KEPT_MAX) known.delete(known.keys().next().value!);
  known.set(key, glance);
  // What failed for want of a connection may be there the next time.
  void glance.catch(() => known.delete(key));
  return glance;
}

/** A small picture of an image, made here: the original stays what it is. Rejects when it is none that the browser can show. */
async function smallPicture(image: Blob): Promise<string> {
  const bitmap = await createImageBitmap(image, { resizeWidth: WIDTH_PX, resizeQuality: 'medium', imageOrientation: 'from-image' });
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [bitmap.width, bitmap.height];
  canvas.getContext('2d')!.drawImage(bitmap, 0, 0);
  bitmap.close();
  return canvas.toDataURL('image/jpeg', 0.8);
}

/** Remembers the small picture of a file that was chosen here, so that it need not be fetched. */
export const rememberChosen = (user: string, sha256: string, file: File): Promise<Glance> => remember(keyOf(user, sha256), glanceAt(file, file.type, file.size));

async function glanceAt(content: Blob, type: string, bytes: number): Promise<Glance> {
  if (!type.startsWith('image/')) return { kind: 'other', type, bytes };
  return smallPicture(content).then((source) => ({ kind: 'picture' as const, source, bytes }), () => ({ kind: 'other' as const, type, bytes }));
}

/** A file of evidence at a glance; remembered in this window alone and for this user, since others may not see it. */
export const glanceOf = (user: string, sha256: string): Promise<Glance> => known.get(keyOf(user, sha256)) ?? remember(keyOf(user, sha256), fetched(sha256));

async function fetched(sha256: string): Promise<Glance> {
  const stop = new AbortController();
  const response = await fetch(`/api/evidence/${sha256}`, { credentials: 'same-origin', signal: stop.signal });
  if (!response.ok) {
    if (response.status >= 500) throw new Error(`the file ${sha256} cannot be had now`);
    return { kind: 'hidden' };
  }
  const [type, bytes] = [response.headers.get('content-type') ?? '', Number(response.headers.get('content-length'))];
  if (type.startsWith('image/') && bytes <= FETCHED_BYTES_MAX) return glanceAt(await response.blob(), type, bytes);
  stop.abort();
  return { kind: 'other', type, bytes };
}
