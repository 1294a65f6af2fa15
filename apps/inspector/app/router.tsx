import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { appRouter, rootRoute, sharedRoutes } from '@ledger/ui/pages/routes';
import { Frame } from './frame';

const root = rootRoute(Frame);
const workbench = createRoute({ getParentRoute: () => root, path: '/', component: lazyRouteComponent(() => import('./pages/workbench'), 'Workbench') });

export const router = appRouter(root, [workbench, ...sharedRoutes(root)], '/inspector');
