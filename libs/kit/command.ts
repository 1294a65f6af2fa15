import type { Shape, Values } from './field';

/** A command class: its name is the command's name, its shape the HTTP body, the form and the OpenAPI schema. */
export interface CommandClass<S extends Shape = Shape, C = unknown> {
  new (values: Values<S>): C;
  readonly shape: S;
  readonly name: string;
}

/**
 * What a person asks for, as a class made from a shape, so that each field is written once:
 * `class AdjustCapitalPlan extends command({ line: lineId, change: vndChange }) {}`.
 */
export function command<S extends Shape>(shape: S): { new (values: Values<S>): Values<S>; readonly shape: S } {
  class Command {
    static readonly shape = shape;
    constructor(values: Values<S>) {
      Object.assign(this, values);
    }
  }
  return Command as unknown as { new (values: Values<S>): Values<S>; readonly shape: S };
}
