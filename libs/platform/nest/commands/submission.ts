import type { Type } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Catalogue, KnownCommand } from '../ledger/catalogue';
import type { Ledger } from '../ledger/ledger';
import type { Order, Receipt } from '../ledger/order';

/** What travels on the command bus: a command class's own message, carrying the order. */
export interface Submission {
  readonly order: Order;
}

export interface SubmissionClass {
  new (order: Order): Submission;
}

/** The message classes by command name, and a `@CommandHandler` for each, made from the deciders. */
export function submissionsOf(catalogue: Catalogue, ledger: Ledger): { readonly messages: ReadonlyMap<string, SubmissionClass>; readonly handlers: readonly Type[] } {
  const made = [...catalogue.commands.values()].map((known) => ({ name: known.name, ...submissionOf(known, ledger) }));
  return { messages: new Map(made.map(({ name, message }) => [name, message])), handlers: made.map(({ handler }) => handler) };
}

function submissionOf({ name }: KnownCommand, ledger: Ledger): { readonly message: SubmissionClass; readonly handler: Type } {
  class Message implements Submission {
    constructor(readonly order: Order) {}
  }
  class Handler implements ICommandHandler<Message, Receipt> {
    execute({ order }: Message): Promise<Receipt> {
      return ledger.execute(order);
    }
  }
  Object.defineProperty(Message, 'name', { value: name });
  Object.defineProperty(Handler, 'name', { value: `${name}Handler` });
  CommandHandler(Message)(Handler);
  return { message: Message, handler: Handler };
}
