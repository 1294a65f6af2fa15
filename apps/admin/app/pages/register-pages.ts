import { createRoute, lazyRouteComponent, type AnyRoute } from '@tanstack/react-router';
import { registers } from '../registers';

/** The routes of the pages that registers bring by hand: `/funds/payments/new`. */
export const registerPages = (root: AnyRoute): readonly AnyRoute[] =>
  registers.all.flatMap(({ name, pages }) =>
    pages.map(({ path, load }) => createRoute({ getParentRoute: () => root, path: `/${name}/${path}`, component: lazyRouteComponent(async () => ({ default: await load() })) })),
  );
