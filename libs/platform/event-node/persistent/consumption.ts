import pb from '@eventstore/db-client/generated/persistent_pb';
import type { ServerDuplexStream } from '@grpc/grpc-js';
import { InvalidRequest } from '../call-failure';
import type { NackAction } from './group';
import type { Message } from './message';
import { sourceOf, uuidText } from './requests';
import { confirmation, delivery, type UuidForm } from './responses';
import type { DropReason, Subscription } from './runner';
import type { PersistentSubscriptionsServiceOptions } from './service';
import { droppedError, serviceError } from './service-error';

export interface Caller {
  readonly username: string;
}

const NACKS: Readonly<Record<number, NackAction>> = { 0: 'retry', 1: 'park', 2: 'retry', 3: 'skip', 4: 'stop' };

/** One call of Read: a consumer's connection to its group, from the first frame to the end. */
export class Consumption {
  private subscription: Subscription | undefined;
  private isBegun = false;
  private isOver = false;
  private form: UuidForm = 'structured';

  constructor(
    private readonly call: ServerDuplexStream<pb.ReadReq, pb.ReadResp>,
    private readonly options: PersistentSubscriptionsServiceOptions,
  ) {}

  begin(): void {
    const { call } = this;
    call.on('data', (request: pb.ReadReq) => this.attempt(() => this.hear(request)));
    call.on('drain', () => this.subscription?.ready());
    call.on('cancelled', () => this.leave());
    call.on('error', () => this.leave());
    call.on('end', () => {
      // Nobody will acknowledge anything any more.
      if (this.leave()) call.end();
    });
  }

  private hear(request: pb.ReadReq): void {
    const options = request.getOptions();
    if (options !== undefined) {
      if (this.isBegun) throw new InvalidRequest('the options came twice');
      this.isBegun = true;
      this.connect(options).catch((error: unknown) => this.fail(error));
    } else if (!this.isBegun) {
      throw new InvalidRequest('the first frame has no options');
    } else {
      this.settle(request);
    }
  }

  private async connect(options: pb.ReadReq.Options): Promise<void> {
    const source = sourceOf(options);
    const group = options.getGroupName();
    const slots = options.getBufferSize();
    if (slots < 1) throw new InvalidRequest(`a buffer of ${slots} messages holds none`);
    if (options.getUuidOption()?.hasString()) this.form = 'string';
    const { username } = await this.options.guard(this.call, 'consume', source);
    const consumer = { slots, username, connectionName: this.connectionName(), from: this.call.getPeer() };
    const subscription = await this.options.subscriptions.join(source, group, consumer, {
      deliver: (message) => this.deliver(message),
      drop: (reason) => this.drop(reason, source, group),
    });
    if (this.isOver) return subscription.leave();
    this.subscription = subscription;
    this.call.write(confirmation(subscription.id));
    subscription.ready();
  }

  private settle(request: pb.ReadReq): void {
    const ack = request.getAck();
    if (ack !== undefined) this.subscription?.ack(ack.getIdsList().map(uuidText));
    const nack = request.getNack();
    if (nack === undefined) return;
    const action = NACKS[nack.getAction()];
    if (action === undefined) throw new InvalidRequest(`${nack.getAction()} is no way to refuse a message`);
    this.subscription?.nack(nack.getIdsList().map(uuidText), action, nack.getReason());
  }

  private deliver(message: Message): boolean {
    return !this.isOver && this.call.write(delivery(message, this.form));
  }

  private drop(reason: DropReason, source: string, group: string): void {
    if (this.isOver) return;
    this.isOver = true;
    this.call.emit('error', droppedError(reason, source, group));
  }

  private attempt(act: () => void): void {
    try {
      act();
    } catch (error) {
      this.fail(error);
    }
  }

  private fail(error: unknown): void {
    if (this.leave()) this.call.emit('error', serviceError(error));
  }

  /** Answers false when it had been left before. */
  private leave(): boolean {
    if (this.isOver) return false;
    this.isOver = true;
    this.subscription?.leave();
    return true;
  }

  private connectionName(): string {
    return String(this.call.metadata.get('connection-name')[0] ?? '<unknown>');
  }
}
