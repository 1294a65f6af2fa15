import { createRoute, lazyRouteComponent, type AnyRoute } from '@tanstack/react-router';

/** Files of rows: templates, what was brought, and what became of each. */
export const importRoutes = (root: AnyRoute): readonly AnyRoute[] => [
  createRoute({ getParentRoute: () => root, path: '/imports', component: lazyRouteComponent(() => import('@ledger/ui/import/imports-page'), 'ImportsPage') }),
  createRoute({ getParentRoute: () => root, path: '/imports/$id', component: lazyRouteComponent(() => import('@ledger/ui/import/import-page'), 'ImportPage') }),
];
