import type { JSX } from 'react';
import { OpenBundleBox } from './pages/open-bundle-box';

/** Whoever has a bundle needs no account to read it. */
export const OfflineEntrance = (): JSX.Element => <div className="lg-entrance lg-entrance-more"><OpenBundleBox /></div>;
