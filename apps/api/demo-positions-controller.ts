import { Controller, Get, Inject } from '@nestjs/common';
import { demoPositions, type DemoTarget, type NamedPosition } from '../../tools/demo';

/** Under which Nest provides the values in which the demo keeps its positions. */
export const DEMO_VALUES = Symbol('DemoValues');

/** The positions that the tour through the demo names, for `knownAt`. Demo mode only. */
@Controller('api/demo')
export class DemoPositionsController {
  constructor(@Inject(DEMO_VALUES) private readonly values: DemoTarget['values']) {}

  @Get('positions')
  positions(): { readonly positions: readonly NamedPosition[] } {
    return { positions: demoPositions(this.values) };
  }
}
