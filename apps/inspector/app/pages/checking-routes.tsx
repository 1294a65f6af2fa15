import { createRoute, lazyRouteComponent, type AnyRoute } from '@tanstack/react-router';
import type { Words } from '@ledger/kit';
import { bundleTexts } from './bundle-texts';

/** Pages that check the ledger and work on bundles of it. */
export const checkingPages: readonly { readonly title: Words; readonly to: string }[] = [
  { title: bundleTexts.title, to: '/bundle' },
];

export const checkingRoutes = (root: AnyRoute): readonly AnyRoute[] => [
  createRoute({ getParentRoute: () => root, path: '/bundle', component: lazyRouteComponent(() => import('./bundle-page'), 'BundlePage') }),
];
