import { readConfiguration } from '@ledger/platform/configuration';
import { within } from './environment';

/** The effective settings and where each came from; passwords are left out. */
export function describeConfiguration(environment: NodeJS.ProcessEnv, data: string | undefined, format: 'text' | 'json'): string {
  const { settings } = readConfiguration(within(environment, data));
  if (format === 'json') return JSON.stringify(settings, null, 2);
  const width = Math.max(...settings.map((setting) => setting.name.length));
  return settings.map(({ name, value, origin }) => `${name.padEnd(width)}  ${value}  (${origin})`).join('\n');
}
