import { resolve } from 'node:path';
import { getConfigToken } from '@nestjs/config';
import { z } from 'zod';
import type { DemoReason } from '@trackside/contracts';
import * as field from './config-fields.js';

export type Role = 'api' | 'worker' | 'all';
export type AuthMode = 'open' | 'required';

/** Everything that the environment decides; see .env.example for the meaning of each variable. */
export interface Config {
  port: number;
  host: string;
  dataDir: string;
  /** Null: an embedded PostgreSQL under `dataDir`. */
  databaseUrl: string | null;
  /** The server itself, where `databaseUrl` is a pooler's; null where they are the same. */
  databaseListenUrl: string | null;
  redisUrl: string | null;
  role: Role;
  logLevel: string;
  liverc: {
    baseUrl: string;
    catalogueUrl: string;
    /** Between here and LiveRC; URLs, null where there is none. */
    proxies: { https: string | null; http: string | null; except: string[] };
    contact: string;
    maxConcurrency: number;
    enabled: boolean;
    /** Why the data is the simulator's, which pages say; null when it is LiveRC's. */
    demo: DemoReason | null;
    monthTimeoutSeconds: number;
    dayTimeoutSeconds: number;
  };
  discovery: { openMonthTtlSeconds: number; rangeMonthsCap: number; rangeTimeoutSeconds: number };
  liveDay: { intervalSeconds: number };
  prefetch: { requestsPerDay: number };
  pageVault: { maxMb: number };
  webhooks: {
    /** Whether webhooks may lead into a private network. */
    privateAddresses: boolean;
  };
  /** Where traces go; null: none are made. */
  tracesEndpoint: string | null;
  auth: {
    mode: AuthMode;
    trustedBind: boolean;
    trustProxy: boolean;
    corsOrigins: string[];
    /** What one user may have, where sign-in is required. */
    limits: {
      requestsPerMinute: number;
      coldMonthsPerHour: number;
      importsPerHour: number;
      streams: number;
      streamsPerProcess: number;
    };
    /** Null where none is configured. */
    openIdConnect: { issuer: string; clientId: string; clientSecret: string } | null;
  };
}

/** The environment holds values that can't be; the message lists every one of them. */
export class ConfigError extends Error {
  constructor(readonly problems: string[]) {
    super(
      `Configuration is not usable:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`,
    );
    this.name = 'ConfigError';
  }
}

/** The configuration's name in Nest's `ConfigService`. */
export const CONFIG_NAME = 'trackside';
/** Injection token of the configuration. */
export const CONFIG = getConfigToken(CONFIG_NAME);

const POSTGRES = ['postgres:', 'postgresql:'];
const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];
const DEMO = { false: null, true: 'requested', unreachable: 'liverc_unreachable' } as const;
const DEFAULT_CONTACT = 'https://trackside.example/contact';
/** Other programs know them too, and look for the lower case first. */
const IN_EITHER_CASE = ['HTTPS_PROXY', 'HTTP_PROXY', 'NO_PROXY'];

/** Every variable, in the order in which problems are told. */
const VARIABLES = z.object({
  NODE_ENV: z.string().optional(),
  HOST: field.host('127.0.0.1'),
  PORT: field.integer(3000, 0, 65_535),
  DATA_DIR: field.text('.data'),
  DATABASE_URL: field.secretUrl(POSTGRES),
  DATABASE_LISTEN_URL: field.secretUrl(POSTGRES),
  REDIS_URL: field.secretUrl(['redis:', 'rediss:'], ({ pathname }) =>
    /^\/?\d*$/.test(pathname)
      ? null
      : 'must end with the number of a database, like /0, or with none',
  ),
  ROLE: field.choice('all', ['api', 'worker', 'all']),
  LOG_LEVEL: field.choice('info', LOG_LEVELS),
  LIVERC_BASE_URL: field.siteTemplate('https://{slug}.liverc.com'),
  LIVERC_CATALOGUE_URL: field.webUrl('https://live.liverc.com/'),
  HTTPS_PROXY: field.proxy(),
  HTTP_PROXY: field.proxy(),
  NO_PROXY: field.words(),
  LIVERC_CONTACT: field.headerText(DEFAULT_CONTACT),
  LIVERC_MAX_CONCURRENCY: field.integer(10, 1, 100),
  LIVERC_ENABLED: field.flag(true),
  LIVERC_DEMO: field.choice('false', ['false', 'true', 'unreachable']),
  PRACTICE_DISCOVER_MONTH_VIEW_TIMEOUT_SECONDS: field.seconds(15),
  PRACTICE_DISCOVER_DAY_OVERVIEW_TIMEOUT_SECONDS: field.seconds(25),
  PRACTICE_DISCOVER_CACHE_TTL_SECONDS: field.integer(600, 1, 86_400),
  DISCOVER_RANGE_MONTHS_CAP: field.integer(12, 1, 120),
  DISCOVER_RANGE_TIMEOUT_SECONDS: field.integer(90, 1, 3_600),
  LIVE_DAY_INTERVAL_SECONDS: field.integer(30, 1, 3_600),
  PREFETCH_REQUESTS_PER_DAY: field.integer(2_000, 0, 1_000_000),
  PAGE_VAULT_MAX_MB: field.integer(500, 0, 1_000_000),
  WEBHOOK_PRIVATE_ADDRESSES: field.flag(false),
  OTEL_EXPORTER_OTLP_ENDPOINT: field.webUrl(null),
  AUTH_MODE: field.choice(null, ['open', 'required']),
  AUTH_TRUSTED_BIND: field.flag(false),
  TRUST_PROXY: field.flag(false),
  CORS_ORIGINS: field.origins(),
  RATE_LIMIT_REQUESTS_PER_MINUTE: field.integer(600, 1, 1_000_000),
  RATE_LIMIT_COLD_MONTHS_PER_HOUR: field.integer(60, 1, 1_000_000),
  RATE_LIMIT_IMPORTS_PER_HOUR: field.integer(20, 1, 1_000_000),
  RATE_LIMIT_STREAMS: field.integer(20, 1, 100_000),
  RATE_LIMIT_STREAMS_PER_PROCESS: field.integer(2_000, 1, 100_000),
  OIDC_ISSUER: field.webUrl(null),
  OIDC_CLIENT_ID: field.text(null),
  OIDC_CLIENT_SECRET: field.text(null),
});

const OPENID_CONNECT = ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'] as const;

type Variables = z.output<typeof VARIABLES>;

/** The environment as it is, into the configuration. */
const ENVIRONMENT = VARIABLES.superRefine((variables, { addIssue }) => {
  const isProduction = variables.NODE_ENV === 'production';
  const isOpen = authMode(variables) === 'open' && !variables.AUTH_TRUSTED_BIND;
  if (isOpen && (isProduction || !isLoopback(variables.HOST))) {
    addIssue(
      'AUTH_MODE=open lets everyone in who reaches the port: leave AUTH_MODE out, bind HOST to ' +
        '127.0.0.1, or set AUTH_TRUSTED_BIND=true if only trusted machines reach it',
    );
  }
  if (variables.DATABASE_LISTEN_URL && !variables.DATABASE_URL) {
    addIssue(
      'DATABASE_LISTEN_URL is of no use without DATABASE_URL, whose server it names: set both',
    );
  }
  const openIdConnect = OPENID_CONNECT.filter((name) => variables[name] !== null);
  if (openIdConnect.length === 1 || openIdConnect.length === 2) {
    addIssue(`${OPENID_CONNECT.join(', ')} are of use together only: set all three, or none`);
  }
  if (variables.LIVERC_DEMO !== 'false' && isProduction) {
    addIssue('LIVERC_DEMO is not for production: it shows invented data');
  }
}).transform(toConfig);

/** @throws ConfigError with all problems at once */
export function readConfig(env: Record<string, string | undefined> = process.env): Config {
  const known = IN_EITHER_CASE.map((name) => [name, env[name.toLowerCase()]?.trim() || env[name]]);
  const { data, error } = ENVIRONMENT.safeParse({ ...env, ...Object.fromEntries(known) });
  if (error) throw new ConfigError(error.issues.map(toProblem));
  return data;
}

function toProblem({ path, message }: z.core.$ZodIssue): string {
  return [...path, message].join(' ');
}

function toConfig(variables: Variables): Config {
  return {
    port: variables.PORT,
    host: variables.HOST,
    dataDir: resolve(variables.DATA_DIR),
    databaseUrl: variables.DATABASE_URL,
    databaseListenUrl: variables.DATABASE_LISTEN_URL,
    redisUrl: variables.REDIS_URL,
    role: variables.ROLE,
    logLevel: variables.LOG_LEVEL,
    liverc: toLiverc(variables),
    discovery: {
      openMonthTtlSeconds: variables.PRACTICE_DISCOVER_CACHE_TTL_SECONDS,
      rangeMonthsCap: variables.DISCOVER_RANGE_MONTHS_CAP,
      rangeTimeoutSeconds: variables.DISCOVER_RANGE_TIMEOUT_SECONDS,
    },
    liveDay: { intervalSeconds: variables.LIVE_DAY_INTERVAL_SECONDS },
    prefetch: { requestsPerDay: variables.PREFETCH_REQUESTS_PER_DAY },
    tracesEndpoint: variables.OTEL_EXPORTER_OTLP_ENDPOINT,
    pageVault: { maxMb: variables.PAGE_VAULT_MAX_MB },
    webhooks: { privateAddresses: variables.WEBHOOK_PRIVATE_ADDRESSES },
    auth: {
      mode: authMode(variables),
      trustedBind: variables.AUTH_TRUSTED_BIND,
      trustProxy: variables.TRUST_PROXY,
      corsOrigins: variables.CORS_ORIGINS,
      limits: {
        requestsPerMinute: variables.RATE_LIMIT_REQUESTS_PER_MINUTE,
        coldMonthsPerHour: variables.RATE_LIMIT_COLD_MONTHS_PER_HOUR,
        importsPerHour: variables.RATE_LIMIT_IMPORTS_PER_HOUR,
        streams: variables.RATE_LIMIT_STREAMS,
        streamsPerProcess: variables.RATE_LIMIT_STREAMS_PER_PROCESS,
      },
      openIdConnect: toOpenIdConnect(variables),
    },
  };
}

function toLiverc(variables: Variables): Config['liverc'] {
  return {
    baseUrl: variables.LIVERC_BASE_URL,
    catalogueUrl: variables.LIVERC_CATALOGUE_URL,
    proxies: {
      https: variables.HTTPS_PROXY,
      http: variables.HTTP_PROXY,
      except: variables.NO_PROXY,
    },
    contact: variables.LIVERC_CONTACT,
    maxConcurrency: variables.LIVERC_MAX_CONCURRENCY,
    enabled: variables.LIVERC_ENABLED,
    demo: DEMO[variables.LIVERC_DEMO],
    monthTimeoutSeconds: variables.PRACTICE_DISCOVER_MONTH_VIEW_TIMEOUT_SECONDS,
    dayTimeoutSeconds: variables.PRACTICE_DISCOVER_DAY_OVERVIEW_TIMEOUT_SECONDS,
  };
}

function toOpenIdConnect(variables: Variables): Config['auth']['openIdConnect'] {
  const {
    OIDC_ISSUER: issuer,
    OIDC_CLIENT_ID: clientId,
    OIDC_CLIENT_SECRET: clientSecret,
  } = variables;
  return issuer && clientId && clientSecret ? { issuer, clientId, clientSecret } : null;
}

function authMode({ AUTH_MODE, HOST, NODE_ENV }: Variables): AuthMode {
  return AUTH_MODE ?? (isLoopback(HOST) && NODE_ENV !== 'production' ? 'open' : 'required');
}

/**
 * Takes PostgreSQL's own variables (PGSSLMODE, PGOPTIONS …) out of the environment, where each client
 * would look for what its URL leaves open. They were set for another server than the embedded one.
 */
export function forgetPostgresVariables(
  env: Record<string, string | undefined> = process.env,
): void {
  for (const name of Object.keys(env)) if (/^PG[A-Z]/.test(name)) delete env[name];
}

/** Whether only this machine reaches the address. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}
