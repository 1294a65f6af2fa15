import { Controller, Get, Inject, Module, type DynamicModule } from '@nestjs/common';
import type { JsonObject } from '@ledger/kit';
import { demoPositions, type DemoTarget } from '../../tools/demo';

/** Under which Nest provides the values in which positions are kept under their names. */
const NAMED_VALUES = Symbol('NamedValues');

/** `GET /api/positions`: the positions of the ledger that have a name, in their order, as `knownAt` takes them. Whoever is signed in may read them; there may be none. */
@Controller('api/positions')
export class PositionsController {
  constructor(@Inject(NAMED_VALUES) private readonly values: DemoTarget['values']) {}

  @Get()
  list(): JsonObject {
    return { positions: demoPositions(this.values).map(({ name, position, at, label }) => ({ name, position, at, label: { ...label } })) };
  }
}

export const positionsModule = (values: DemoTarget['values']): DynamicModule => ({ module: PositionsModule, providers: [{ provide: NAMED_VALUES, useValue: values }] });

@Module({ controllers: [PositionsController] })
class PositionsModule {}
