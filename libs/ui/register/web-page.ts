import type { ComponentType } from 'react';
import type { Words } from '@ledger/kit';

/** A page that a register brings by hand, beside those that are made from its description. */
export interface WebPage {
  /** Below the register's name: `payments/new`. A part that begins with `$` is a parameter: `payments/$line/$payment`. */
  readonly path: string;
  readonly title: Words;
  /** Roles any of which may open it; default: whoever may read the register. */
  readonly roles?: readonly string[];
  /** Its place in the menu and the search box, smallest first; without one it is reached from other pages. */
  readonly menu?: number;
  /** Loaded when it is first opened: `() => import('./payments-page').then(({ PaymentsPage }) => PaymentsPage)`. */
  readonly load: () => Promise<ComponentType>;
}

/** A page's address within the app; each parameter in it is replaced by its value. */
export function pageAddress(register: string, path: string, parameters: Readonly<Record<string, string>> = {}): string {
  const filled = path.split('/').map((part) => (part.startsWith('$') ? encodeURIComponent(parameters[part.slice(1)] ?? '') : part));
  return `/${[register, ...filled].join('/')}`;
}

/** Pages that have a place in the menu, in its order. */
export const inMenuOrder = (pages: readonly WebPage[]): readonly WebPage[] => pages.filter(({ menu }) => menu !== undefined).sort((a, b) => a.menu! - b.menu!);
