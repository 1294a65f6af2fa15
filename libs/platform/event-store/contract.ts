import { appending } from './contract/appending';
import { concurrency } from './contract/concurrency';
import { limits } from './contract/limits';
import { reading } from './contract/reading';
import { repeating } from './contract/repeating';
import { subscribing } from './contract/subscribing';
import type { Contract, ContractOptions, OpenedStore } from './contract/fixtures';
import type { EventStore } from './port';

export type { ContractOptions, OpenedStore } from './contract/fixtures';

/**
 * What every adapter of the event store port must do, as a Jest suite. One store serves the whole suite and may hold
 * other events; every test writes streams of its own under `contract.`.
 */
export function describeEventStoreContract(name: string, open: () => Promise<OpenedStore>, options: ContractOptions): void {
  describe(`event store contract: ${name}`, () => {
    let opened: OpenedStore;
    let current: EventStore;
    const contract: Contract = {
      get store() {
        return current;
      },
      async reopen() {
        if (opened.reopen === undefined) return false;
        current = await opened.reopen();
        return true;
      },
      ...options,
    };
    beforeAll(async () => {
      opened = await open();
      current = opened.store;
    });
    afterAll(() => opened.close());

    appending(contract);
    repeating(contract);
    limits(contract);
    reading(contract);
    subscribing(contract);
    concurrency(contract);
  });
}
