import { SignInPage } from '@ledger/ui/frame/sign-in-page';
import { startApp } from '@ledger/ui/frame/start-app';
import { registers } from './registers';
import { router } from './router';
import { texts } from './texts';

startApp({ router, registers, signInPage: <SignInPage product={texts.productLong} title={texts.signInTitle} /> });
