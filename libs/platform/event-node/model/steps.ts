import fc from 'fast-check';

/** Streams that are written, shortened and deleted; `kept` is only appended to, so that subscribers know what to expect. */
export const CHANGING = ['one', 'two'] as const;
export const KEPT = 'kept';

const changing = fc.constantFrom(...CHANGING);
const direction = fc.constantFrom('forwards' as const, 'backwards' as const);
/** An exact revision is told by its distance from the last one. */
const expected = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('any' as const, 'no_stream' as const, 'stream_exists' as const) },
  { weight: 3, arbitrary: fc.constantFrom(0, 0, 0, -1, 1).map((off) => ({ off })) },
);

const STEPS = {
  append: fc.record({ stream: fc.oneof(changing, fc.constant(KEPT)), count: fc.integer({ min: 1, max: 4 }), expected, batch: fc.boolean() }),
  repeat: fc.record({}),
  readStream: fc.record({ stream: changing, direction, from: fc.option(fc.nat(6)), count: fc.integer({ min: 1, max: 8 }) }),
  readAll: fc.record({ direction, from: fc.option(fc.nat(20)) }),
  metadata: fc.record({ stream: changing, maxCount: fc.option(fc.integer({ min: 1, max: 4 })), truncateBefore: fc.option(fc.nat(6)) }),
  delete: fc.record({ stream: changing }),
  tombstone: fc.record({ stream: changing }),
  subscribe: fc.record({ to: fc.constantFrom('all' as const, 'kept' as const) }),
  consume: fc.record({}),
  leave: fc.record({}),
  restart: fc.record({}),
} as const;

export type StepName = keyof typeof STEPS;
type StepOf<Name extends StepName> = { readonly name: Name; readonly with: (typeof STEPS)[Name] extends fc.Arbitrary<infer T> ? T : never };
export type Step = { [Name in StepName]: StepOf<Name> }[StepName];

const WEIGHTS: Record<StepName, number> = {
  append: 12, repeat: 3, readStream: 6, readAll: 4, metadata: 2, delete: 1, tombstone: 1, subscribe: 2, consume: 2, leave: 1, restart: 1,
};

export const steps = fc.array(
  fc.oneof(
    ...(Object.keys(STEPS) as StepName[]).map((name) => ({
      weight: WEIGHTS[name],
      arbitrary: (STEPS[name] as fc.Arbitrary<unknown>).map((values) => ({ name, with: values }) as Step),
    })),
  ),
  { minLength: 5, maxLength: 40 },
);
