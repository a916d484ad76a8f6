/** What is counted. */
export type AllowanceKind =
  'requests' | 'cold_months' | 'imports' | 'sign_ins' | 'privacy_requests';

/** How much of something one may have within how long. */
export interface Allowance {
  most: number;
  seconds: number;
}

/** How people sign in, and what each may have. */
export interface AccountsOptions {
  signInRequired: boolean;
  /** Counted where sign-in is required alone. */
  allowances: Readonly<Record<AllowanceKind, Allowance>>;
  /** Most streams that one user, and that one process, may have open. */
  streams: { ofUser: number; ofProcess: number };
  /** Null where none is configured. */
  openIdConnect: OpenIdConnectOptions | null;
}

export interface OpenIdConnectOptions {
  issuer: string;
  clientId: string;
  clientSecret: string;
}

export const ACCOUNTS_OPTIONS = Symbol('ACCOUNTS_OPTIONS');
