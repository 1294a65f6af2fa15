import type { Browser } from '@playwright/test';
import { rmSync } from 'node:fs';
import { BuiltServer } from '../../api/testing/built-server';
import { makeSmallProvince } from '../../api/testing/small-province';
import { launchChromium } from './chromium';

const STARTED_MS_MAX = 300_000;

/** The built server over a small province, and a browser. */
export interface ServedApp {
  readonly server: BuiltServer;
  readonly browser: Browser;
}

/** Has both for the tests of the surrounding `describe`. */
export function servedApp(): ServedApp {
  let server: BuiltServer;
  let browser: Browser;
  beforeAll(async () => {
    [server, browser] = await Promise.all([BuiltServer.start(), launchChromium()]);
    await makeSmallProvince(server);
  }, STARTED_MS_MAX);
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    if (server) rmSync(server.folder, { recursive: true, force: true });
  });
  return {
    get server() {
      return server;
    },
    get browser() {
      return browser;
    },
  };
}
