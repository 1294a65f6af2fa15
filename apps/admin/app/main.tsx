import { SignInPage } from '@ledger/ui/frame/sign-in-page';
import { startApp } from '@ledger/ui/frame/start-app';
import { registers } from './registers';
import { router } from './router';
import { texts } from './texts';

// Whoever comes for the public figures is asked nothing, and loads nothing of the rest.
if (location.pathname === '/public') void import('./pages/public/start').then(({ startPublic }) => startPublic());
else startApp({ router, registers, signInPage: <SignInPage product={texts.productLong} title={texts.signInTitle} /> });
