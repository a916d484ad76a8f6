import { isIP } from 'node:net';
import { resolve } from 'node:path';
import type { DemoReason } from '@trackside/contracts';

export type Role = 'api' | 'worker' | 'all';
export type AuthMode = 'open' | 'required';

/** Everything that the environment decides; see .env.example for the meaning of each variable. */
export interface Config {
  port: number;
  host: string;
  dataDir: string;
  /** Null: an embedded PostgreSQL under `dataDir`. */
  databaseUrl: string | null;
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
  auth: { mode: AuthMode; trustedBind: boolean; trustProxy: boolean; corsOrigins: string[] };
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

/** Injection token of the configuration. */
export const CONFIG = Symbol('CONFIG');

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];
const DEMO = { false: null, true: 'requested', unreachable: 'liverc_unreachable' } as const;
const DEFAULT_CONTACT = 'https://trackside.example/contact';

/** @throws ConfigError with all problems at once */
export function readConfig(env: Record<string, string | undefined> = process.env): Config {
  const read = new EnvironmentReader(env);
  const host = read.host('HOST', '127.0.0.1');
  const production = env['NODE_ENV'] === 'production';
  const config: Config = {
    port: read.integer('PORT', 3000, 0, 65_535),
    host,
    dataDir: resolve(read.text('DATA_DIR', '.data')),
    databaseUrl: read.secretUrl('DATABASE_URL', ['postgres:', 'postgresql:']),
    redisUrl: read.secretUrl('REDIS_URL', ['redis:', 'rediss:']),
    role: read.choice('ROLE', 'all', ['api', 'worker', 'all']),
    logLevel: read.choice('LOG_LEVEL', 'info', LOG_LEVELS),
    liverc: readLiverc(read),
    discovery: {
      openMonthTtlSeconds: read.integer('PRACTICE_DISCOVER_CACHE_TTL_SECONDS', 600, 1, 86_400),
      rangeMonthsCap: read.integer('DISCOVER_RANGE_MONTHS_CAP', 12, 1, 120),
      rangeTimeoutSeconds: read.integer('DISCOVER_RANGE_TIMEOUT_SECONDS', 90, 1, 3_600),
    },
    auth: readAuth(read, host, production),
  };
  const unsafe = config.auth.mode === 'open' && !config.auth.trustedBind;
  if (unsafe && (production || !isLoopback(host))) {
    read.problems.push(
      'AUTH_MODE=open lets everyone in who reaches the port: leave AUTH_MODE out, bind HOST to ' +
        '127.0.0.1, or set AUTH_TRUSTED_BIND=true if only trusted machines reach it',
    );
  }
  if (config.liverc.demo && production) {
    read.problems.push('LIVERC_DEMO is not for production: it shows invented data');
  }
  if (read.problems.length > 0) throw new ConfigError(read.problems);
  return config;
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

function readAuth(read: EnvironmentReader, host: string, production: boolean): Config['auth'] {
  const byDefault = isLoopback(host) && !production ? 'open' : 'required';
  return {
    mode: read.choice('AUTH_MODE', byDefault, ['open', 'required']),
    trustedBind: read.boolean('AUTH_TRUSTED_BIND', false),
    trustProxy: read.boolean('TRUST_PROXY', false),
    corsOrigins: read.origins('CORS_ORIGINS'),
  };
}

function readLiverc(read: EnvironmentReader): Config['liverc'] {
  return {
    baseUrl: read.template('LIVERC_BASE_URL', 'https://{slug}.liverc.com'),
    catalogueUrl: read.url('LIVERC_CATALOGUE_URL', 'https://live.liverc.com/', ['http:', 'https:']),
    proxies: {
      https: read.proxy('HTTPS_PROXY'),
      http: read.proxy('HTTP_PROXY'),
      except: read
        .eitherCase('NO_PROXY')
        .split(/[\s,]+/)
        .filter(Boolean),
    },
    contact: read.headerText('LIVERC_CONTACT', DEFAULT_CONTACT),
    maxConcurrency: read.integer('LIVERC_MAX_CONCURRENCY', 10, 1, 100),
    enabled: read.boolean('LIVERC_ENABLED', true),
    demo: DEMO[read.choice('LIVERC_DEMO', 'false', ['false', 'true', 'unreachable'])],
    monthTimeoutSeconds: read.seconds('PRACTICE_DISCOVER_MONTH_VIEW_TIMEOUT_SECONDS', 15),
    dayTimeoutSeconds: read.seconds('PRACTICE_DISCOVER_DAY_OVERVIEW_TIMEOUT_SECONDS', 25),
  };
}

/** Whether only this machine reaches the address. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}

/** Reads variables one by one and collects what is wrong. An empty value counts as unset. */
class EnvironmentReader {
  readonly problems: string[] = [];

  constructor(private readonly env: Record<string, string | undefined>) {}

  text<T extends string | null>(name: string, fallback: T): string | T {
    const value = this.env[name]?.trim();
    return value ? value : fallback;
  }

  integer(name: string, fallback: number, min: number, max: number): number {
    const value = this.text(name, null);
    if (value === null) return fallback;
    const number = /^\d{1,9}$/.test(value) ? Number(value) : NaN;
    if (number >= min && number <= max) return number;
    return this.wrong(name, `must be a whole number from ${min} to ${max}`, fallback);
  }

  seconds(name: string, fallback: number): number {
    const value = this.text(name, null);
    if (value === null) return fallback;
    const number = /^\d{1,4}(\.\d+)?$/.test(value) ? Number(value) : NaN;
    if (number > 0 && number <= 3_600) return number;
    return this.wrong(name, 'must be a number of seconds above 0, at most 3600', fallback);
  }

  boolean(name: string, fallback: boolean): boolean {
    return this.choice(name, fallback ? 'true' : 'false', ['true', 'false']) === 'true';
  }

  choice<T extends string>(name: string, fallback: T, choices: readonly T[]): T {
    const value = this.text(name, null);
    if (value === null) return fallback;
    if ((choices as readonly string[]).includes(value)) return value as T;
    return this.wrong(name, `must be one of ${choices.join(', ')}`, fallback);
  }

  /** Of a web server; user and password would end up in messages that name a page. */
  url(name: string, fallback: string, schemes: string[]): string {
    const value = this.text(name, null);
    if (value === null) return fallback;
    const parsed = parseUrl(value, schemes);
    if (parsed && !parsed.username && !parsed.password) return value;
    const rule = `must be a URL that begins with ${list(schemes)}, without user or password`;
    return this.wrong(name, rule, fallback);
  }

  /** A URL that may hold a password: nothing of it is ever said but how it begins. */
  secretUrl(name: string, schemes: string[]): string | null {
    const value = this.text(name, null);
    if (value === null) return null;
    const parsed = parseUrl(value, schemes);
    if (!parsed && schemes.some((scheme) => value.toLowerCase().startsWith(`${scheme}//`))) {
      const rule = "can't be read as a URL: signs such as @ : / # ? in a password are written";
      this.problems.push(`${name} ${rule} as %40 %3A %2F %23 %3F`);
    } else if (!parsed) {
      const begins = /^[a-z][a-z0-9+.-]*:\/\//i.exec(value)?.[0];
      const rest = begins ? `but begins with "${begins}"` : 'but is none';
      this.problems.push(`${name} must be a URL that begins with ${list(schemes)}, ${rest}`);
    } else if (!isDecodable(parsed)) {
      this.problems.push(`${name} holds a % that stands for itself: write it as %25`);
    } else if (name === 'REDIS_URL' && !/^\/?\d*$/.test(parsed.pathname)) {
      this.problems.push(`${name} must end with the number of a database, like /0, or with none`);
    }
    return value;
  }

  /** A variable that other programs know too, in lower case first, as they do; empty when unset. */
  eitherCase(name: string): string {
    return this.text(name.toLowerCase(), null) ?? this.text(name, '');
  }

  /** The URL of a proxy; `host:port` alone means http. Its value may hold a password: never told. */
  proxy(name: string): string | null {
    const value = this.eitherCase(name);
    if (value === '') return null;
    const text = /^[a-z][a-z0-9+.-]*:\/\//i.test(value) ? value : `http://${value}`;
    const url = parseUrl(text, ['http:', 'https:']);
    if (url && isDecodable(url)) return url.href;
    const rule = 'must be the URL of an HTTP proxy, like http://proxy.example:3128';
    this.problems.push(`${name} ${rule}`);
    return null;
  }

  /** An address of this machine or a name of it. */
  host(name: string, fallback: string): string {
    const value = this.text(name, fallback);
    const isName = /^(?=.*[a-z])[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/i.test(value);
    if (isIP(value) !== 0 || isName) return value;
    return this.wrong(name, 'must be an IP address or a host name', fallback);
  }

  /** Text that may stand in an HTTP header. */
  headerText(name: string, fallback: string): string {
    const value = this.text(name, fallback);
    if (/^[\x20-\x7e]+$/.test(value)) return value;
    return this.wrong(name, 'must be plain ASCII: it is sent in a header', fallback);
  }

  template(name: string, fallback: string): string {
    const value = this.text(name, null);
    if (value === null) return fallback;
    const [, rest = ''] = /^https?:\/\/([^?#@]+)$/.exec(value) ?? [];
    const [host = '', ...path] = rest.split('/');
    const isPlaced = host.startsWith('{slug}.') || path.includes('{slug}');
    const isOnce = value.split('{slug}').length === 2;
    const valid = isPlaced && isOnce && URL.canParse(value.replace('{slug}', 'slug'));
    const rule =
      'must be an http(s) URL with {slug} once, as first part of the host or as a part of the path';
    return valid ? value : this.wrong(name, rule, fallback);
  }

  origins(name: string): string[] {
    const origins = (this.text(name, null) ?? '').split(',').map((part) => part.trim());
    return origins.filter(Boolean).filter((origin) => {
      const valid = URL.canParse(origin) && new URL(origin).origin === origin;
      if (!valid) {
        this.problems.push(`${name} holds ${show(origin)}, which is no origin like https://a.b`);
      }
      return valid;
    });
  }

  private wrong<T>(name: string, rule: string, fallback: T): T {
    this.problems.push(`${name} ${rule}, but is ${show(this.env[name] ?? '')}`);
    return fallback;
  }
}

/** Quoted; but not what may hold a password, such as a URL with a user or a query. */
function show(value: string): string {
  return /[@?#\s]/.test(value) ? 'something else (not shown: it may be secret)' : `"${value}"`;
}

function list(schemes: string[]): string {
  return schemes.map((scheme) => `${scheme}//`).join(' or ');
}

function parseUrl(value: string, schemes: string[]): URL | null {
  const parsed = URL.canParse(value) ? new URL(value) : null;
  const valid = parsed !== null && schemes.includes(parsed.protocol) && parsed.hostname !== '';
  return valid ? parsed : null;
}

function isDecodable({ username, password, pathname }: URL): boolean {
  try {
    decodeURIComponent(`${username}${password}${pathname}`);
    return true;
  } catch {
    return false;
  }
}
