import { hasPersonal, type EventDefinition, type Events, type Shape } from '@ledger/kit';
import { registers } from '@ledger/registers';
import { personAppearances } from '@ledger/registers/persons/server/appearances';
import { codeFiles, readSource } from './source-files';

const definitions = registers.flatMap(({ events }) => events.flatMap(({ $catalogue }: Events) => Object.entries($catalogue.definitions) as [string, EventDefinition][]));

describe('personal data', () => {
  it('are listened to in the register of persons, whichever events hold them, so that everybody can be forgotten', () => {
    const personal = definitions.filter(([, { shape }]) => hasPersonal(shape)).map(([type]) => type);
    expect(personal.length).toBeGreaterThan(0);
    expect(personal.filter((type) => !(type in personAppearances.on))).toEqual([]);
  });

  it('are plain for nobody but the shell', () => {
    const asking = codeFiles.filter((file) => /plainOf/.test(readSource(file)) && !file.endsWith('.spec.ts') && !/^libs\/(kit|platform\/personal-data)\//.test(file));
    expect(asking).toEqual([]);
  });

  it('are shown only to roles that are named, from fields that the events have', () => {
    const readables = registers.flatMap(({ projections, reports }) => [...projections.flatMap(({ tables }) => tables.map(({ readable }) => readable)), ...reports.map(({ readable }) => readable)]).flatMap((each) => each ?? []);
    expect(readables.filter(({ readers, columns }) => readers.length === 0 || !hasPersonal(columns))).toEqual([]);
    const known = new Set(definitions.flatMap(([, { shape }]) => personalKeys(shape)));
    expect(readables.flatMap(({ columns }) => Object.keys(columns)).filter((key) => !known.has(key))).toEqual([]);
  });
});

const personalKeys = (shape: Shape): readonly string[] =>
  Object.entries(shape).flatMap(([key, field]) => (field.personal ? [key] : personalKeys(field.shape ?? field.item?.shape ?? {})));
