/** The TypeScript of a file, with an empty spread before each leading one. */
export function spreadFromEmpty(source: string, file: string): string;
