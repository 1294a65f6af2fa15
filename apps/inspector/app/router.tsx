import { appRouter, rootRoute, sharedRoutes } from '@ledger/ui/pages/routes';
import { Frame } from './frame';
import { caseRoutes } from './pages/case-routes';
import { checkingRoutes } from './pages/checking-routes';
import { eventRoutes } from './pages/event-routes';

const root = rootRoute(Frame);

export const router = appRouter(root, [...eventRoutes(root), ...caseRoutes(root), ...checkingRoutes(root), ...sharedRoutes(root)], '/inspector');
