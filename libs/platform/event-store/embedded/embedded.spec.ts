import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeEventStoreContract } from '../contract';
import { openEmbeddedStore } from './store';

describeEventStoreContract(
  'embedded',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'event-store-'));
    let store = await openEmbeddedStore({ folder });
    return {
      store,
      async reopen() {
        await store.close();
        store = await openEmbeddedStore({ folder });
        return store;
      },
      async close() {
        await store.close();
        rmSync(folder, { recursive: true });
      },
    };
  },
  { densePositions: true },
);
