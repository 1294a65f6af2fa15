import { Controller, Get, Inject } from '@nestjs/common';
import type { JsonObject } from '@ledger/kit';
import { dayOf } from '../ledger/clock';
import { SHELL, type Shell } from '../shell';
import { registerJson } from './register-json';

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
