/** The service `Monitoring`: figures of this node, again and again. */
import { setTimeout as pause } from 'node:timers/promises';
import type { ServerWritableStream, ServiceDefinition, UntypedServiceImplementation } from '@grpc/grpc-js';
import { MonitoringService } from '@eventstore/db-client/generated/monitoring_grpc_pb';
import { StatsResp, type StatsReq } from '@eventstore/db-client/generated/monitoring_pb';
import { streaming, type NodeContext } from '../call-context';
import { Outgoing } from '../outgoing';

const REFRESH_MS_LEAST = 100;
const REFRESH_MS_MOST = 2 ** 31 - 1;

export const monitoringDefinition: ServiceDefinition = {
  ...MonitoringService,
  stats: { ...MonitoringService.stats, responseSerialize: (bytes: Buffer) => bytes },
} as ServiceDefinition;

export function monitoringHandlers(context: NodeContext, figures: () => Readonly<Record<string, string>>): UntypedServiceImplementation {
  return {
    stats: streaming<ServerWritableStream<never, Buffer>>(context, async (call, signal) => {
      const out = new Outgoing(call, signal);
      const every = Number((call.request as StatsReq).getRefreshTimePeriodInMs());
      while (!signal.aborted) {
        await out.write(Buffer.from(statsOf(figures()).serializeBinary()));
        await pause(Math.min(Math.max(every, REFRESH_MS_LEAST), REFRESH_MS_MOST), undefined, { signal }).catch(() => undefined);
      }
    }) as never,
  };
}

function statsOf(figures: Readonly<Record<string, string>>): StatsResp {
  const answer = new StatsResp();
  for (const [name, value] of Object.entries(figures)) answer.getStatsMap().set(name, value);
  return answer;
}
