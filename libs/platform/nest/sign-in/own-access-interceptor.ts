import { Inject, Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { mergeMap, type Observable } from 'rxjs';
import type { LiveTables } from './live-tables';

/** Under which Nest provides the live tables. */
export const LIVE_TABLES = Symbol('LiveTables');

interface ReceiptLike {
  readonly events?: readonly { readonly type?: unknown }[];
}

/** An answer to a command that changes who may do what goes out only once it holds: whoever reads it can rely on it. */
@Injectable()
export class OwnAccessInterceptor implements NestInterceptor {
  constructor(@Inject(LIVE_TABLES) private readonly tables: LiveTables) {}

  intercept(_context: ExecutionContext, next: CallHandler): Observable<unknown> {
    return next.handle().pipe(mergeMap((answer: unknown) => (this.changesAccess(answer) ? this.tables.catchUp().then(() => answer) : [answer])));
  }

  private changesAccess(answer: unknown): boolean {
    const { events } = (answer ?? {}) as ReceiptLike;
    return Array.isArray(events) && events.some((event: { readonly type?: unknown }) => typeof event?.type === 'string' && this.tables.reads(event.type));
  }
}
