import { createContext, useContext, type JSX, type ReactNode } from 'react';
import type { RegisterDescription } from '../api/catalogue';
import type { RegisterWeb, WebCommand } from '../register/register-web';

/** The web rooms of the registers, by what pages look them up with. */
export interface Registers {
  readonly all: readonly RegisterWeb[];
  readonly webOf: (register: string) => RegisterWeb | undefined;
  readonly commandOf: (name: string) => WebCommand | undefined;
  readonly eventOf: (type: string) => RegisterWeb['events'][string] | undefined;
  /** How a value of a field can be chosen from rows, by the field's word. */
  readonly pickers: RegisterWeb['pickers'];
  /** Registers as the menu lists them; one that has no web room yet comes last. */
  readonly byMenuOrder: (registers: readonly RegisterDescription[]) => readonly RegisterDescription[];
  /** Whether the app has forms: inspectors only read. */
  readonly recording: boolean;
}

/** `recording`: whether the app has the forms of commands. */
export function registersOf(webs: readonly RegisterWeb[], { recording }: { readonly recording: boolean }): Registers {
  const byName = new Map(webs.map((register) => [register.name, register]));
  const commands = new Map(webs.flatMap((register) => register.commands.map((command) => [command.name, command] as const)));
  const events = new Map(webs.flatMap((register) => Object.entries(register.events)));
  const order = (name: string): number => {
    const place = webs.findIndex((register) => register.name === name);
    return place < 0 ? webs.length : place;
  };
  return {
    all: webs,
    webOf: (register) => byName.get(register),
    commandOf: (name) => commands.get(name),
    eventOf: (type) => events.get(type),
    pickers: Object.assign({}, ...webs.map(({ pickers }) => pickers)) as RegisterWeb['pickers'],
    byMenuOrder: (registers) => [...registers].sort((a, b) => order(a.name) - order(b.name)),
    recording,
  };
}

const RegistersContext = createContext<Registers>(registersOf([], { recording: false }));

/** Tells the pages which registers there are: they know none of their own. */
export const RegistersProvider = ({ registers, children }: { readonly registers: Registers; readonly children: ReactNode }): JSX.Element => (
  <RegistersContext.Provider value={registers}>{children}</RegistersContext.Provider>
);

export const useRegisters = (): Registers => useContext(RegistersContext);
