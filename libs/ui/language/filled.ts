/** Values for the `{placeholders}` of a text. */
export type Filling = Readonly<Record<string, string | number>>;

export const filled = (text: string, values: Filling): string => text.replace(/\{([A-Za-z][A-Za-z0-9]*)\}/g, (whole, name: string) => (name in values ? String(values[name]) : whole));
