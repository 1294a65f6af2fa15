import { describeEventStoreContract, type OpenedStore } from '../contract';
import { APPEND_BYTES_MAX, openEsdbStore } from './store';
import { openNode } from '@ledger/platform/event-node/testing/adapter/nodes';

/** The adapter at an address, which may be opened again. */
async function opened(address: string, close: () => Promise<void>): Promise<OpenedStore> {
  let store = await openEsdbStore({ address });
  return {
    store,
    async reopen() {
      await store.close();
      store = await openEsdbStore({ address });
      return store;
    },
    async close() {
      await store.close();
      await close();
    },
  };
}

const ON_A_SERVER = { densePositions: false, appendBytesMax: APPEND_BYTES_MAX, stubbornWriters: 16 };

describeEventStoreContract(
  'EventStoreDB adapter, our node',
  async () => {
    const node = await openNode();
    return opened(node.address, () => node.close());
  },
  ON_A_SERVER,
);

const server = process.env.LEDGER_TEST_EVENT_STORE;
if (server) {
  describeEventStoreContract('EventStoreDB adapter, the server of LEDGER_TEST_EVENT_STORE', () => opened(server, async () => undefined), ON_A_SERVER);
} else {
  process.stdout.write('not checked: no event store server is named by LEDGER_TEST_EVENT_STORE\n');
}
