import type { RegisterDescription } from '@ledger/ui/api/catalogue';
import type { RegisterWeb, WebCommand } from '@ledger/ui/register/register-web';
import { registerWebs } from '@ledger/registers/web';

const byName = new Map(registerWebs.map((register) => [register.name, register]));
const commandsByName = new Map(registerWebs.flatMap(({ commands }) => commands.map((command) => [command.name, command] as const)));
const eventsByType = new Map(registerWebs.flatMap(({ events }) => Object.entries(events)));

export const registerWeb = (name: string): RegisterWeb | undefined => byName.get(name);
export const webCommand = (name: string): WebCommand | undefined => commandsByName.get(name);
export const eventOf = (type: string): RegisterWeb['events'][string] | undefined => eventsByType.get(type);

/** How a value of a field can be chosen from rows, by the field's word. */
export const pickers = Object.assign({}, ...registerWebs.map(({ pickers: own }) => own)) as RegisterWeb['pickers'];

const order = (name: string): number => {
  const place = registerWebs.findIndex((register) => register.name === name);
  return place < 0 ? registerWebs.length : place;
};

/** Registers as the menu lists them; one that has no web room yet comes last. */
export const byMenuOrder = (registers: readonly RegisterDescription[]): readonly RegisterDescription[] => [...registers].sort((a, b) => order(a.name) - order(b.name));
