import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { appRouter, rootRoute, sharedRoutes } from '@ledger/ui/pages/routes';
import { Frame } from './frame';
import { caseRoutes } from './pages/case-routes';
import { checkingRoutes } from './pages/checking-routes';
import { eventRoutes } from './pages/event-routes';

const root = rootRoute(Frame);
const workbench = createRoute({ getParentRoute: () => root, path: '/', component: lazyRouteComponent(() => import('./pages/workbench'), 'Workbench') });

export const router = appRouter(root, [workbench, ...eventRoutes(root), ...caseRoutes(root), ...checkingRoutes(root), ...sharedRoutes(root)], '/inspector');
