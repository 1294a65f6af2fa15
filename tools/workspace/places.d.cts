export interface Place {
  readonly project: string;
  readonly root: string;
  readonly kind: string;
  readonly register?: string;
}
export function placeOf(file: string): Place | undefined;
export function tagsOf(place: Place): string[];
export function isAllowed(from: Place, to: Place): boolean;
export const mayImport: Readonly<Record<string, readonly string[]>>;
export const withoutPackages: ReadonlySet<string>;
export const pure: ReadonlySet<string>;
