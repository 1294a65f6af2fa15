import type { DynamicModule } from '@nestjs/common';
import type { Words } from '@ledger/kit';
import { PUBLIC_FIGURES, PUBLIC_RATE, PublicController } from './public-controller';
import type { PublicFigures } from './public-figures';
import { RateBound } from './rate-bound';

const PER_MINUTE = 120;

class PublicModule {}

/** What everybody sees without signing in. */
export const publicModule = (figures: PublicFigures, rate = new RateBound(PER_MINUTE)): DynamicModule => ({
  module: PublicModule,
  controllers: [PublicController],
  providers: [{ provide: PUBLIC_FIGURES, useValue: figures }, { provide: PUBLIC_RATE, useValue: rate }],
});

/** Texts of the codes with which the public is refused. */
export const publicMessages: { readonly [code: string]: Words } = {
  'public.too-many': { vi: 'Quá nhiều yêu cầu; hãy thử lại sau {seconds} giây.', en: 'Too many requests; try again in {seconds} seconds.' },
};
