/** As much of a JSON Schema as the ledger's commands use. */
export interface Schema {
  readonly type?: string;
  readonly properties?: { readonly [key: string]: Schema };
  readonly required?: readonly string[];
  readonly enum?: readonly unknown[];
  readonly examples?: readonly unknown[];
  readonly format?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly 'x-word'?: string;
}

/** The smallest value that a schema accepts; `words` gives values for some words of the domain. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a schema's value has whatever type the schema says
export function sampleOf(schema: Schema, words: { readonly [word: string]: unknown } = {}): any {
  const word = schema['x-word'];
  if (word !== undefined && word in words) return words[word];
  if (schema.enum) return schema.enum[0];
  if (schema.examples?.length) return isHash(schema) && 'sha256' in words ? words['sha256'] : schema.examples[0];
  switch (schema.type) {
    case 'object':
      return Object.fromEntries((schema.required ?? []).map((key) => [key, sampleOf(schema.properties![key]!, words)]));
    case 'array':
      return Array.from({ length: Math.max(1, schema.minItems ?? 1) }, () => sampleOf(schema.items!, words));
    case 'integer':
    case 'number':
      return Math.max(schema.minimum ?? 1, Math.min(1, schema.maximum ?? 1));
    case 'boolean':
      return true;
    default:
      return schema.format === 'date' ? '2024-06-01' : 'x';
  }
}

const isHash = ({ examples }: Schema): boolean => /^[0-9a-f]{64}$/.test(String(examples?.[0]));
