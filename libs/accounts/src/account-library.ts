import { Inject, Injectable, Logger } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { Pool } from 'pg';
import type { DataSource } from 'typeorm';
import { InstallationSecrets } from './installation-secrets.js';
import { ACCOUNTS_OPTIONS, type AccountsOptions, type OpenIdConnectOptions } from './options.js';

const DAY_SECONDS = 86_400;
export const SESSION_DAYS = 30;
/** Where the library answers, under the API's prefix. */
export const AUTH_PATH = '/api/v1/auth';
/** The library's name for the configured OpenID Connect provider. */
export const OPENID_CONNECT = 'openid-connect';
export const LEAST_PASSWORD_LENGTH = 12;
export const MOST_PASSWORD_LENGTH = 128;

export type Library = Awaited<ReturnType<typeof makeLibrary>>;

/**
 * better-auth over our tables: passwords, sessions, OpenID Connect. It is loaded where sign-in is
 * required and first needed: an installation without sign-in starts without it.
 */
@Injectable()
export class AccountLibrary {
  private readonly logger = new Logger('Accounts');
  private readonly made = new Map<boolean, Promise<Library>>();

  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly secrets: InstallationSecrets,
    @Inject(ACCOUNTS_OPTIONS) private readonly options: AccountsOptions,
  ) {}

  /**
   * @param isSecure whether the browser came over TLS: its cookie then is for TLS alone
   * @throws what the database throws; the next call tries again
   */
  async get(isSecure: boolean): Promise<Library> {
    const known = this.made.get(isSecure) ?? this.make(isSecure);
    this.made.set(isSecure, known);
    try {
      return await known;
    } catch (error) {
      this.made.delete(isSecure);
      throw error;
    }
  }

  private async make(isSecure: boolean): Promise<Library> {
    const secret = await this.secrets.of('cookies');
    const { master: pool } = this.database.driver as unknown as { master: Pool };
    return makeLibrary({ pool, secret, isSecure, options: this.options, logger: this.logger });
  }
}

interface Parts {
  pool: Pool;
  secret: string;
  isSecure: boolean;
  options: AccountsOptions;
  logger: Logger;
}

async function makeLibrary({ pool, secret, isSecure, options, logger }: Parts) {
  const [{ betterAuth }, { genericOAuth }] = await Promise.all([
    import('better-auth'),
    import('better-auth/plugins/generic-oauth'),
  ]);
  return betterAuth({
    database: pool,
    secret,
    basePath: AUTH_PATH,
    ...TABLES,
    emailAndPassword: {
      enabled: true,
      // An account is made by a link alone.
      disableSignUp: true,
      minPasswordLength: LEAST_PASSWORD_LENGTH,
      maxPasswordLength: MOST_PASSWORD_LENGTH,
    },
    session: {
      ...TABLES.session,
      expiresIn: SESSION_DAYS * DAY_SECONDS,
      updateAge: DAY_SECONDS,
    },
    plugins: options.openIdConnect
      ? [genericOAuth({ config: [providerOf(options.openIdConnect)] })]
      : [],
    databaseHooks: KEPT,
    // Its own page for failures is not served.
    onAPIError: { errorURL: '/sign-in' },
    advanced: {
      cookiePrefix: 'trackside',
      useSecureCookies: isSecure,
      ipAddress: { disableIpTracking: true },
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax' },
    },
    // Ours counts for every route alike, in all processes.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: {
      level: 'warn',
      log: (level, message) => (level === 'error' ? logger.error(message) : logger.warn(message)),
    },
  });
}

function providerOf({ issuer, clientId, clientSecret }: OpenIdConnectOptions) {
  return {
    providerId: OPENID_CONNECT,
    discoveryUrl: `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
    clientId,
    clientSecret,
    scopes: ['openid', 'email', 'profile'],
    pkce: true,
    requireIdTokenVerification: true,
    // Some providers tell no name.
    mapProfileToUser: ({ name, email }: Record<string, unknown>) => ({
      name: String(name ?? email),
    }),
  };
}

const MOMENTS = { createdAt: 'created_at', updatedAt: 'updated_at' };

/** The library's names for tables and columns, and ours. */
const TABLES = {
  user: {
    modelName: 'users',
    fields: { emailVerified: 'email_verified', ...MOMENTS },
    additionalFields: {
      role: { type: 'string' as const, required: true, defaultValue: 'user', input: false },
    },
  },
  session: {
    modelName: 'user_sessions',
    fields: {
      userId: 'user_id',
      expiresAt: 'expires_at',
      ipAddress: 'ip_address',
      userAgent: 'user_agent',
      ...MOMENTS,
    },
  },
  account: {
    modelName: 'user_accounts',
    fields: {
      userId: 'user_id',
      accountId: 'account_id',
      providerId: 'provider_id',
      accessToken: 'access_token',
      refreshToken: 'refresh_token',
      idToken: 'id_token',
      accessTokenExpiresAt: 'access_token_expires_at',
      refreshTokenExpiresAt: 'refresh_token_expires_at',
      ...MOMENTS,
    },
  },
  verification: {
    modelName: 'user_verifications',
    fields: { expiresAt: 'expires_at', ...MOMENTS },
  },
};

/** What the library would keep and nobody needs: where a browser stood, a provider's tokens. */
const KEPT = {
  session: {
    create: {
      before: async (session: object) => ({
        data: { ...session, ipAddress: null, userAgent: null },
      }),
    },
  },
  account: {
    create: { before: async (account: object) => ({ data: { ...account, ...NO_TOKENS } }) },
    update: { before: async (account: object) => ({ data: { ...account, ...NO_TOKENS } }) },
  },
};

const NO_TOKENS = { accessToken: null, refreshToken: null, idToken: null };
