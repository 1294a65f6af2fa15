import { createRoute, lazyRouteComponent, type AnyRoute } from '@tanstack/react-router';
import type { Words } from '@ledger/kit';
import { bundleTexts } from './bundle-texts';
import { compareTexts } from './compare-texts';
import { integrityTexts } from './integrity-texts';

/** Pages that check the ledger and work on bundles of it. */
export const checkingPages: readonly { readonly title: Words; readonly to: string }[] = [
  { title: compareTexts.title, to: '/compare' },
  { title: integrityTexts.title, to: '/integrity' },
  { title: bundleTexts.title, to: '/bundle' },
];

export const checkingRoutes = (root: AnyRoute): readonly AnyRoute[] => [
  createRoute({ getParentRoute: () => root, path: '/compare', component: lazyRouteComponent(() => import('./compare-page'), 'ComparePage') }),
  createRoute({ getParentRoute: () => root, path: '/integrity', component: lazyRouteComponent(() => import('./integrity-page'), 'IntegrityPage') }),
  createRoute({ getParentRoute: () => root, path: '/bundle', component: lazyRouteComponent(() => import('./bundle-page'), 'BundlePage') }),
];
