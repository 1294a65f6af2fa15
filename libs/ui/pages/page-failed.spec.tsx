/** @jest-environment jsdom */
import { createMemoryHistory, createRoute, Outlet, RouterProvider } from '@tanstack/react-router';
import { screen } from '@testing-library/react';
import { show } from '../testing/shown';
import { appRouter, rootRoute } from './routes';

describe('a page that breaks while it is drawn', () => {
  it('leaves the frame in its place, says so in the reader’s language and can be tried again', async () => {
    jest.spyOn(console, 'error').mockImplementation(() => undefined);
    jest.spyOn(console, 'warn').mockImplementation(() => undefined);
    let breaks = true;
    const root = rootRoute(() => <><nav>Menu</nav><Outlet /></>);
    const page = createRoute({ getParentRoute: () => root, path: '/', component: () => {
      if (breaks) throw new Error('funds.unknown-capital-type');
      return <h1>Trang</h1>;
    } });
    const router = appRouter(root, [page]);
    router.update({ ...router.options, history: createMemoryHistory() } as never);
    const { user } = show(<RouterProvider router={router} />);
    await screen.findByRole('heading', { name: 'Trang này không hiển thị được.' });
    expect(screen.getByText('Menu')).toBeTruthy();
    breaks = false;
    await user.click(screen.getByRole('button', { name: 'Thử lại' }));
    await screen.findByRole('heading', { name: 'Trang' });
  });
});
