/** How people sign in. */
export interface AccountsOptions {
  signInRequired: boolean;
  /** Null where none is configured. */
  openIdConnect: OpenIdConnectOptions | null;
}

export interface OpenIdConnectOptions {
  issuer: string;
  clientId: string;
  clientSecret: string;
}

export const ACCOUNTS_OPTIONS = Symbol('ACCOUNTS_OPTIONS');
