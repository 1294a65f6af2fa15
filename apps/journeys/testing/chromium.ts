import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium, type Browser } from '@playwright/test';

const PLACES = [
  '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable', '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe', 'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/** No network of its own: a test that leaves the machine is none. */
const QUIET = [
  '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-domain-reliability',
  '--disable-client-side-phishing-detection', '--no-default-browser-check', '--disable-default-apps', '--disable-extensions', '--metrics-recording-only', '--force-color-profile=srgb',
];

const isRoot = process.getuid?.() === 0;
const INSTALL_MS_MAX = 240_000;

const installed = (): string | undefined => [chromium.executablePath(), ...PLACES].find((place) => place !== '' && existsSync(place));

function install(): void {
  process.stderr.write('Installing a browser for the tests …\n');
  const cli = require.resolve('@playwright/test/cli');
  const { status } = spawnSync(process.execPath, [cli, 'install', 'chromium-headless-shell'], { stdio: 'ignore', timeout: INSTALL_MS_MAX });
  if (status === 0 && installed() !== undefined) return;
  if (!isRoot || !existsSync('/usr/bin/apt-get')) return;
  for (const words of [['update', '-qq'], ['install', '-y', '-qq', 'chromium', 'fonts-noto-core', 'fonts-noto-mono']]) spawnSync('apt-get', words, { stdio: 'ignore', timeout: INSTALL_MS_MAX, env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
}

/** The machine's Chromium, or Chrome, or one that is installed now. Throws what to do when there is none to be had. */
export async function launchChromium(): Promise<Browser> {
  if (installed() === undefined) install();
  const executablePath = installed();
  if (executablePath === undefined) throw new Error('The browser tests need Chromium: install it (apt-get install chromium), or run npx playwright install chromium-headless-shell.');
  return chromium.launch({ executablePath, chromiumSandbox: !isRoot, args: QUIET });
}
