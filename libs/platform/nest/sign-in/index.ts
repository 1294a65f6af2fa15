export { LiveAuthoriser, type Authority, type HeldRole, type KnownAccount } from './live-authoriser';
export { LiveTables } from './live-tables';
export { signInMessages } from './messages';
export { SessionAuthenticator, type SessionAuthenticatorOptions } from './session-authenticator';
export { SignIn, type Profile, type SignedInProfile, type SignInParts } from './sign-in';
export { signInModule } from './sign-in-module';
export type { SignInSettings } from './sign-in-controller';
