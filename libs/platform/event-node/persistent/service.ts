import { PersistentSubscriptionsService, type IPersistentSubscriptionsServer } from '@eventstore/db-client/generated/persistent_grpc_pb';
import pb from '@eventstore/db-client/generated/persistent_pb';
import shared from '@eventstore/db-client/generated/shared_pb';
import type { handleUnaryCall, ServerUnaryCall, ServerDuplexStream } from '@grpc/grpc-js';
import { InvalidRequest } from '../call-failure';
import { Consumption, type Caller } from './consumption';
import { sourceOf, streamName, wantedGroup } from './requests';
import { subscriptionInfo } from './responses';
import { ALL } from './settings';
import { serviceError } from './service-error';
import type { PersistentSubscriptions } from './subscriptions';

/** Lets a call through and says who calls; throws or rejects with a gRPC status otherwise. `stream` is undefined for what concerns every group. */
export type Guard = (
  call: ServerUnaryCall<unknown, unknown> | ServerDuplexStream<unknown, unknown>,
  action: 'manage' | 'consume',
  stream: string | undefined,
) => Promise<Caller> | Caller;

export interface PersistentSubscriptionsServiceOptions {
  readonly subscriptions: PersistentSubscriptions;
  readonly guard: Guard;
}

type Managing = Pick<IPersistentSubscriptionsServer, 'create' | 'update' | 'delete' | 'getInfo' | 'list' | 'replayParked' | 'restartSubsystem'>;

/** EventStoreDB's service `PersistentSubscriptions`, for `server.addService(service, implementation)`. */
export function persistentSubscriptionsService(options: PersistentSubscriptionsServiceOptions): {
  service: typeof PersistentSubscriptionsService;
  implementation: IPersistentSubscriptionsServer;
} {
  return { service: PersistentSubscriptionsService, implementation: { ...managing(options), read: (call) => new Consumption(call, options).begin() } };
}

function managing({ subscriptions, guard }: PersistentSubscriptionsServiceOptions): Managing {
  /** Checks the caller, then does what is asked about the source. */
  const about = <Req, Res>(source: (request: Req) => string | undefined, act: (request: Req, source: string) => Promise<Res>) =>
    unary<Req, Res>(async (call) => {
      const stream = source(call.request);
      await guard(call, 'manage', stream);
      return act(call.request, stream ?? '');
    });
  const groupOf = (request: { getOptions(): { getGroupName(): string } | undefined }): string => request.getOptions()?.getGroupName() ?? '';
  return {
    create: about(
      (request: pb.CreateReq) => wantedGroup(request.getOptions()).source,
      async (request) => subscriptions.create(wantedGroup(request.getOptions())).then(() => new pb.CreateResp()),
    ),
    update: about(
      (request: pb.UpdateReq) => wantedGroup(request.getOptions()).source,
      async (request) => subscriptions.update(wantedGroup(request.getOptions())).then(() => new pb.UpdateResp()),
    ),
    delete: about(
      (request: pb.DeleteReq) => sourceOf(request.getOptions()),
      async (request, source) => subscriptions.delete(source, groupOf(request)).then(() => new pb.DeleteResp()),
    ),
    getInfo: about(
      (request: pb.GetInfoReq) => sourceOf(request.getOptions()),
      async (request, source) => new pb.GetInfoResp().setSubscriptionInfo(subscriptionInfo(await subscriptions.info(source, groupOf(request)))),
    ),
    list: about(listedSource, async (request) => {
      const infos = await subscriptions.list(listedSource(request));
      return new pb.ListResp().setSubscriptionsList(infos.map(subscriptionInfo));
    }),
    replayParked: about(
      (request: pb.ReplayParkedReq) => sourceOf(request.getOptions()),
      async (request, source) => {
        await subscriptions.replayParked(source, groupOf(request), stopAtOf(request));
        return new pb.ReplayParkedResp();
      },
    ),
    restartSubsystem: about(
      () => undefined,
      async () => subscriptions.restart().then(() => new shared.Empty()),
    ),
  };
}

/** The source whose groups are asked for; undefined for every group. */
function listedSource(request: pb.ListReq): string | undefined {
  const options = request.getOptions();
  if (options?.hasListAllSubscriptions()) return undefined;
  const wanted = options?.getListForStream();
  if (wanted === undefined) throw new InvalidRequest('what to list is missing');
  return wanted.hasAll() ? ALL : streamName(wanted.getStream());
}

function stopAtOf(request: pb.ReplayParkedReq): bigint | undefined {
  const options = request.getOptions();
  return options?.hasStopAt() ? BigInt(options.getStopAt()) : undefined;
}

function unary<Req, Res>(answer: (call: ServerUnaryCall<Req, Res>) => Promise<Res>): handleUnaryCall<Req, Res> {
  return (call, callback) => {
    answer(call).then(
      (response) => callback(null, response),
      (error: unknown) => callback(serviceError(error)),
    );
  };
}
