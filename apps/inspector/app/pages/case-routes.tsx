import { createRoute, lazyRouteComponent, type AnyRoute } from '@tanstack/react-router';
import type { Words } from '@ledger/kit';
import { caseTexts } from '../case-file/texts';
import { signalTexts } from './signal-texts';

/** Risk signals and the inspector's case, in the order of the menu. */
export const casePages: readonly { readonly title: Words; readonly to: string }[] = [
  { title: signalTexts.signals, to: '/signals' },
  { title: caseTexts.case, to: '/case' },
];

export const caseRoutes = (root: AnyRoute): readonly AnyRoute[] => [
  createRoute({ getParentRoute: () => root, path: '/signals', component: lazyRouteComponent(() => import('./signals-page'), 'SignalsPage') }),
  createRoute({ getParentRoute: () => root, path: '/signals/$signal', component: lazyRouteComponent(() => import('./signal-page'), 'SignalPage') }),
  createRoute({ getParentRoute: () => root, path: '/case', component: lazyRouteComponent(() => import('./case-page'), 'CasePage') }),
];
