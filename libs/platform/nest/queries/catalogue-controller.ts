import { Controller, Get, Inject } from '@nestjs/common';
import type { Field, JsonObject, Register, Shape, Words } from '@ledger/kit';
import { dayOf } from '../ledger/clock';
import { SHELL, type Shell } from '../shell';
import { tablePath } from './list-paths';

/** `GET /api/registers`: the registers with their lists and reports, as a page needs them to lay itself out. */
@Controller('api/registers')
export class CatalogueController {
  private readonly registers: readonly JsonObject[];

  constructor(@Inject(SHELL) private readonly shell: Shell) {
    this.registers = shell.catalogue.registers.map(registerJson);
  }

  @Get()
  describe(): JsonObject {
    const { clock, demo } = this.shell;
    return { demo, today: dayOf(clock.now()), registers: this.registers };
  }
}

const registerJson = ({ name, label, readers, projections, reports }: Register): JsonObject => ({
  name,
  label: { ...label },
  ...(readers ? { readers } : {}),
  tables: projections.flatMap(({ tables }) => tables).map((table) => ({
    path: tablePath(name, table.name),
    kind: table.kind,
    label: { ...table.label },
    key: table.key as readonly string[],
    columns: fieldsJson(table.columns as Shape),
  })),
  reports: reports.map((report) => ({
    name: report.name,
    version: report.version,
    title: { ...report.title },
    params: fieldsJson(report.params as Shape),
    ...(report.roles ? { roles: report.roles } : {}),
  })),
});

const fieldsJson = (shape: Shape): readonly JsonObject[] => Object.entries(shape).map(([key, field]) => fieldJson(key, field));

function fieldJson(key: string, field: Field & { readonly choices?: { readonly [value: string]: Words } }): JsonObject {
  const { word, label, optional, storage, schema, choices } = field;
  return { key, word, label: { ...label }, optional, storage, schema, ...(choices ? { choices: choices as unknown as JsonObject } : {}) };
}
