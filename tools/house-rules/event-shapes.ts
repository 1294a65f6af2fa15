import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { schemaOf, type EventDefinition, type Json, type JsonObject, type Register } from '@ledger/kit';

/** The shape of an event as it is stored: its version and the JSON Schema of its data, without labels and examples. */
export interface LockedEvent {
  readonly version: number;
  readonly schema: Json;
}
/** By event type, which is unique among all registers. */
export type EventLock = { readonly [type: string]: LockedEvent };

export const lockFile = path.join(__dirname, 'events.lock.json');

export const readLock = (): EventLock => (existsSync(lockFile) ? (JSON.parse(readFileSync(lockFile, 'utf8')) as EventLock) : {});

export const writeLock = (lock: EventLock): void => {
  const lines = Object.keys(lock).sort().map((type) => `  ${JSON.stringify(type)}: ${JSON.stringify(lock[type])}`);
  writeFileSync(lockFile, `{\n${lines.join(',\n')}\n}\n`);
};

const isObject = (json: Json | undefined): json is JsonObject => typeof json === 'object' && json !== null && !Array.isArray(json);

/** What is stored, not how it is called: titles, descriptions and examples may change freely. */
function storedForm(schema: Json): Json {
  if (!isObject(schema)) return schema;
  const { title: _title, description: _description, examples: _examples, ...rest } = schema;
  const kept: Record<string, Json> = {};
  for (const key of Object.keys(rest).sort()) {
    const value = rest[key]!;
    if (key === 'properties' && isObject(value)) {
      kept[key] = Object.fromEntries(Object.keys(value).sort().map((name) => [name, storedForm(value[name]!)]));
    } else {
      kept[key] = key === 'items' ? storedForm(value) : Array.isArray(value) && key !== 'enum' ? [...value].sort() : value;
    }
  }
  return kept;
}

export const lockedForm = ({ shape, version }: EventDefinition): LockedEvent => ({ version, schema: storedForm(schemaOf(shape)) });

/** Every event of the registers; throws when two of them share a type. */
export function currentEvents(registers: readonly Register[]): ReadonlyMap<string, EventDefinition> {
  const events = new Map<string, EventDefinition>();
  for (const { $catalogue } of new Set(registers.flatMap((register) => register.events))) {
    for (const [type, definition] of Object.entries($catalogue.definitions)) {
      if (events.has(type)) throw new Error(`two registers have an event ${type}`);
      events.set(type, definition);
    }
  }
  return events;
}

/** What is wrong with the events as they are now, given the shapes that were published; empty when nothing is. */
export function breaches(lock: EventLock, events: ReadonlyMap<string, EventDefinition>): readonly string[] {
  return Object.entries(lock).flatMap(([type, locked]) => {
    const definition = events.get(type);
    if (!definition) return [`${type} is gone: a published event stays readable for ever`];
    if (definition.version < locked.version) return [`${type} went back from version ${locked.version} to ${definition.version}`];
    if (definition.version === locked.version) {
      return JSON.stringify(lockedForm(definition).schema) === JSON.stringify(locked.schema)
        ? []
        : [`${type} changed without a new version: publish it as revised(shape, ${locked.version + 1}, { ${locked.version}: upcast })`];
    }
    const versions = Array.from({ length: definition.version - 1 }, (_, index) => index + 1);
    return versions.filter((version) => !definition.upcasts[version]).map((version) => `${type} has no upcast from version ${version}`);
  });
}

/** The events that are new, or have a new version, since the lock was written. */
export const unlocked = (lock: EventLock, events: ReadonlyMap<string, EventDefinition>): readonly string[] =>
  [...events].filter(([type, { version }]) => lock[type]?.version !== version).map(([type]) => type);
