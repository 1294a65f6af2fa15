import { Controller, Get, Inject } from '@nestjs/common';
import { schemaOf, type JsonObject, type Shape } from '@ledger/kit';
import { bodyShape } from '../ledger/command-body';
import type { KnownCommand } from '../ledger/catalogue';
import { SHELL, type Shell } from '../shell';

/** `GET /api/commands`: what may be sent to the command door, described for whoever makes forms of it. */
@Controller('api/commands')
export class CommandController {
  constructor(@Inject(SHELL) private readonly shell: Shell) {}

  @Get()
  list(): JsonObject {
    const { catalogue, demo } = this.shell;
    return { commands: [...catalogue.commands.values()].map((known) => commandJson(known, bodyShape(known, demo))) };
  }
}

const commandJson = (known: KnownCommand, shape: Shape): JsonObject => ({
  name: known.name,
  register: known.register.name,
  stream: `${known.decider.register}.${known.decider.kind}`,
  roles: known.rule.roles,
  requires: known.rule.requires,
  schema: schemaOf(shape),
  fields: Object.entries(shape).map(([key, field]) => ({
    key,
    word: field.word,
    label: { ...field.label },
    required: !field.optional || known.rule.requires.includes(key as 'reason'),
    act: !(key in known.shape),
    schema: field.schema,
  })),
});
