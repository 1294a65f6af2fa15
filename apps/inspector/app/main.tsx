import { SignInPage } from '@ledger/ui/frame/sign-in-page';
import { startApp } from '@ledger/ui/frame/start-app';
import { SourceProvider } from '../source/source-context';
import { keepApp } from './keep-app';
import { OfflineEntrance } from './offline-entrance';
import { OpenBundleBox } from './pages/open-bundle-box';
import { registers } from './registers';
import { router } from './router';
import { texts } from './texts';
import './checking.css';

const signInPage = <><SignInPage product={texts.productLong} title={texts.signInTitle} /><OfflineEntrance /></>;

keepApp();
startApp({ router, registers, mode: 'dark', signInPage, around: SourceProvider, entrance: <OpenBundleBox /> });
