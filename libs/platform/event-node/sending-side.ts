import { ServerInterceptingCall, type Metadata, type ServerInterceptingCallInterface, type ServerInterceptor } from '@grpc/grpc-js';

/** gRPC's own side of a call, which takes several messages at once; a handler's stream takes one and waits until it is gone. */
export type SendingSide = Pick<ServerInterceptingCallInterface, 'sendMessage'>;

/** A handler is given the very metadata that its call's listener was. */
const sides = new WeakMap<Metadata, SendingSide>();

/** For the server's `interceptors`: notes the sending side of each call whose answers are a stream. */
export const noteSendingSides: ServerInterceptor = (method, call) =>
  new ServerInterceptingCall(call, {
    start: (next) => {
      if (!method.responseStream) return next();
      next({
        onReceiveMetadata: (metadata, pass) => {
          sides.set(metadata, call);
          pass(metadata);
        },
      });
    },
  });

/** Undefined when the server does not note them, or when gRPC hands on other metadata than it was given. */
export const sendingSideOf = (call: { readonly metadata: Metadata }): SendingSide | undefined => sides.get(call.metadata);
