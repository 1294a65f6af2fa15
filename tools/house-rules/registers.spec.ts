import { actShape } from '@ledger/fields';
import { decodeShape, InvalidFields, type Shape } from '@ledger/kit';
import { registers } from '@ledger/registers';
import { roleNames } from '@ledger/registers/access/domain';

const rules = registers.flatMap((register) => register.deciders.flatMap((decider) => decider.rules.map((rule) => ({ register, decider, rule, name: rule.Command.name }))));
const tables = registers.flatMap((register) => register.projections.flatMap((projection) => projection.tables.map((table) => ({ register: register.name, table }))));

const repeated = (names: readonly string[]): readonly string[] => names.filter((name, index) => names.indexOf(name) !== index);
const problemsOf = (shape: Shape, body: unknown): readonly string[] => {
  try {
    decodeShape(shape, body);
    return [];
  } catch (error) {
    if (error instanceof InvalidFields) return error.problems.map(({ path, code }) => `${path} ${code}`);
    throw error;
  }
};

describe('the registers together', () => {
  it.each([
    ['registers', registers.map(({ name }) => name)],
    ['commands', rules.map(({ name }) => name)],
    ['kinds of stream', registers.flatMap(({ deciders }) => deciders.map(({ register, kind }) => `${register}.${kind}`))],
    ['projections', registers.flatMap(({ projections }) => projections.map(({ name }) => name))],
    ['tables', tables.map(({ table }) => table.name)],
    ['processes', registers.flatMap(({ processes }) => processes.map(({ name }) => name))],
    ['reports', registers.flatMap(({ reports }) => reports.map(({ name }) => name))],
  ])('have no two %s of one name', (_, names) => {
    expect(repeated(names)).toEqual([]);
  });

  it('keep their tables under their own name', () => {
    expect(tables.filter(({ register, table }) => !new RegExp(`^${register}_[a-z][a-z0-9_]*$`).test(table.name)).map(({ table }) => table.name)).toEqual([]);
  });

  it('decide only for streams of their own name, on events of their own', () => {
    const astray = rules.filter(({ register, decider }) => decider.register !== register.name).map(({ name }) => name);
    expect(astray).toEqual([]);
  });
});

describe.each(rules.map((rule) => [rule.name, rule] as const))('%s', (name, { register, rule }) => {
  const shape: Shape = rule.Command.shape;

  it('is an imperative that says who may issue it', () => {
    expect(name).toMatch(/^([A-Z][a-z]+)+$/);
    expect(rule.roles.length).toBeGreaterThan(0);
    expect(rule.roles.filter((role) => role !== 'process' && !(roleNames as readonly string[]).includes(role))).toEqual([]);
  });

  it('needs only facts that its register reads', () => {
    expect(rule.needs.filter((need) => !register.facts[need])).toEqual([]);
  });

  it('has a label in both languages for each field, and no field of the act', () => {
    const fields = Object.entries(shape);
    expect(fields.filter(([, { label }]) => !label.vi.trim() || !label.en.trim()).map(([key]) => key)).toEqual([]);
    expect(fields.map(([key]) => key).filter((key) => key in actShape)).toEqual([]);
  });

  it('refuses a body without its fields, with others, or that is no object', () => {
    const required = Object.keys(shape).filter((key) => !shape[key]!.optional);
    expect(problemsOf(shape, {})).toEqual(required.map((key) => `${key} field.required`));
    expect(problemsOf(shape, { unheardOf: 1 })).toContain('unheardOf field.unknown');
    expect(problemsOf(shape, [])).toEqual(['body field.not-an-object']);
  });
});
