export { endSignInsOf, ownerLink, signedInBy } from './actions.ts';
export { SIGN_IN_COOKIE } from './cookie.ts';
export type { SignedIn } from './signed-in.ts';
