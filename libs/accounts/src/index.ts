export { ACCESS_ENDS } from './access-ends.js';
export {
  AUTH_PATH,
  LEAST_PASSWORD_LENGTH,
  MOST_PASSWORD_LENGTH,
  OPENID_CONNECT,
} from './account-library.js';
export { Accounts } from './accounts.js';
export { AccountsModule } from './accounts.module.js';
export { type AllowanceLeft, Allowances, AllowanceSpentError } from './allowances.js';
export { API_KEY_PATTERN, ApiKeys } from './api-keys.js';
export { CurrentAccess } from './current-access.js';
export * from './errors.js';
export { InstallationSecrets } from './installation-secrets.js';
export {
  ACCOUNTS_OPTIONS,
  type AccountsOptions,
  type Allowance,
  type AllowanceKind,
  type OpenIdConnectOptions,
} from './options.js';
export { JobClaims } from './job-claims.js';
export { type ForgottenName, KeptNames } from './kept-names.js';
export { LOCAL, type Principal, scopesOf } from './scopes.js';
export { SavedSearches } from './saved-searches.js';
export { SetUpLinks } from './set-up-links.js';
export { SAID_AGAIN_MS, StreamPlaces, TooManyStreamsError } from './stream-places.js';
export { SignIns, type SignedIn } from './sign-ins.js';
export { ACCOUNTS_MIGRATIONS } from './storage/migrations.js';
