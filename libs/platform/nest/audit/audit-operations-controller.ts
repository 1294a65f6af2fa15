import { Controller, Get, HttpCode, Inject, Post, Req } from '@nestjs/common';
import type { JsonObject } from '@ledger/kit';
import type { SealerStatus } from '@ledger/platform/sealer';
import { mustBeOperator, type IdentifiedRequest } from '../identity';
import { Problem } from '../problems/problem';
import { SHELL, type Shell } from '../shell';
import { PUBLISHED_LOG, type PublishedLog } from './published-log';

/** What operators see of the sealer, and a checkpoint on demand. */
@Controller('api/operations/audit')
export class AuditOperationsController {
  constructor(
    @Inject(SHELL) private readonly shell: Shell,
    @Inject(PUBLISHED_LOG) private readonly log: PublishedLog,
  ) {}

  @Get()
  async status(@Req() request: IdentifiedRequest): Promise<JsonObject> {
    await mustBeOperator(this.shell, request);
    return sealerJson(this.log.status());
  }

  /** Seals what is recorded now and answers the published checkpoint's note. */
  @Post('checkpoint')
  @HttpCode(200)
  async checkpoint(@Req() request: IdentifiedRequest): Promise<JsonObject> {
    await mustBeOperator(this.shell, request);
    const note = await this.log.checkpointNow().catch((error: Error) => {
      throw new Problem(503, 'audit.not-sealed', { reason: error.message });
    });
    return { checkpoint: note, ...sealerJson(this.log.status()) };
  }
}

/** How sealing goes, as it stands in answers: sizes and positions are decimal strings, instants ISO 8601. */
export function sealerJson({ state, origin, keys, size, position, sealedAt, published, witnesses, rebuilt, error }: SealerStatus): JsonObject {
  return {
    state,
    ...(origin !== undefined && { origin }),
    keys: [...keys],
    size: size.toString(),
    position: position.toString(),
    ...(sealedAt !== undefined && { sealedAt: new Date(sealedAt).toISOString() }),
    ...(published && { published: { size: published.size.toString(), quorumMet: published.quorumMet } }),
    ...(witnesses && {
      witnesses: witnesses.map(({ name, url, size: cosigned, cosignedAt, error: problem }) => ({
        name,
        ...(url !== undefined && { url }),
        ...(cosigned !== undefined && { size: cosigned.toString() }),
        ...(cosignedAt !== undefined && { cosignedAt: new Date(cosignedAt).toISOString() }),
        ...(problem !== undefined && { error: problem }),
      })),
    }),
    rebuilt,
    ...(error !== undefined && { error }),
  };
}

/** The same as a part of the answer to whether the ledger is ready: it serves without its seal, but somebody has to look. */
export function sealingPart(status: SealerStatus): { readonly ok: boolean; readonly parked: boolean; readonly body: JsonObject; readonly status: SealerStatus } {
  const stands = status.state === 'refused' || status.state === 'failing' || status.published?.quorumMet === false;
  return { ok: status.state !== 'refused', parked: stands, body: sealerJson(status), status };
}
