import { type DynamicModule, Module } from '@nestjs/common';
import { ConfigModule, registerAs } from '@nestjs/config';
import type { DatabaseAddresses } from '@trackside/database';
import { ACCOUNTS_OPTIONS, type AccountsOptions } from '@trackside/accounts';
import { JOBS_OPTIONS, type JobsOptions } from '@trackside/jobs';
import {
  LIVERC_PERMISSION_OPTIONS,
  type LivercPermissionOptions,
} from '@trackside/liverc-permission';
import { LIVERC_SCRAPER_OPTIONS } from '@trackside/liverc-scraper';
import { PAGE_VAULT_OPTIONS } from '@trackside/page-vault';
import { PRACTICE_DAYS_OPTIONS, type PracticeDaysOptions } from '@trackside/practice-days';
import { TRACKS_OPTIONS, type TracksOptions } from '@trackside/tracks';
import { WEBHOOKS_OPTIONS, type WebhooksOptions } from '@trackside/webhooks';
import { CONFIG_NAME, type Config, isLoopback } from './config.js';
import { scraperOptions } from './scraper-options.js';
import { Metrics } from './status/metrics.js';
import { MetricsModule } from './status/metrics.module.js';

/** A person mistypes; a program that tries passwords needs more. Counted by address and by account. */
const SIGN_INS_PER_MINUTE = 10;
/** A parent asks for a few names; counted by address. */
const PRIVACY_REQUESTS_PER_HOUR = 10;

/** What configuration decides, in the options that each library names. */
@Module({})
export class ConfigurationModule {
  static of(config: Config, database: DatabaseAddresses): DynamicModule {
    const values = [
      { provide: ACCOUNTS_OPTIONS, useValue: accountsOptions(config) },
      { provide: TRACKS_OPTIONS, useValue: tracksOptions(config) },
      { provide: JOBS_OPTIONS, useValue: jobsOptions(config, database) },
      { provide: LIVERC_PERMISSION_OPTIONS, useValue: permissionOptions(config) },
      { provide: WEBHOOKS_OPTIONS, useValue: webhooksOptions(config) },
      { provide: PAGE_VAULT_OPTIONS, useValue: { maxBytes: config.pageVault.maxMb * 1_000_000 } },
    ];
    const practiceDays = {
      provide: PRACTICE_DAYS_OPTIONS,
      inject: [Metrics],
      useFactory: (metrics: Metrics) => practiceDaysOptions(config, metrics),
    };
    const scraper = {
      provide: LIVERC_SCRAPER_OPTIONS,
      inject: [Metrics],
      useFactory: (metrics: Metrics) => scraperOptions(config, metrics),
    };
    const providers = [...values, practiceDays, scraper];
    return {
      module: ConfigurationModule,
      global: true,
      imports: [configModule(config), MetricsModule],
      providers,
      exports: providers.map(({ provide }) => provide),
    };
  }
}

/**
 * Nest's own module, around what was read and judged before Nest began: the embedded database needs
 * it earlier. Given the schema itself, the module would read it a second time, leave out of the
 * message what to do, and write values into the environment, which PostgreSQL inherits.
 */
function configModule(config: Config): Promise<DynamicModule> {
  return ConfigModule.forRoot({
    isGlobal: true,
    ignoreEnvFile: true,
    validatePredefined: false,
    skipProcessEnv: true,
    load: [registerAs(CONFIG_NAME, () => config)],
  });
}

function accountsOptions({ auth }: Config): AccountsOptions {
  const { limits, openIdConnect } = auth;
  return {
    signInRequired: auth.mode === 'required',
    openIdConnect,
    allowances: {
      requests: { most: limits.requestsPerMinute, seconds: 60 },
      cold_months: { most: limits.coldMonthsPerHour, seconds: 3_600 },
      imports: { most: limits.importsPerHour, seconds: 3_600 },
      sign_ins: { most: SIGN_INS_PER_MINUTE, seconds: 60 },
      privacy_requests: { most: PRIVACY_REQUESTS_PER_HOUR, seconds: 3_600 },
    },
    streams: { ofUser: limits.streams, ofProcess: limits.streamsPerProcess },
  };
}

/** Where nobody signs in, whoever sits at the machine may be told on it. */
function webhooksOptions({ auth, host, webhooks }: Config): WebhooksOptions {
  const isOpen = auth.mode === 'open';
  const own = isOpen && isLoopback(host) ? 'loopback' : 'none';
  return { reach: webhooks.privateAddresses ? 'network' : own, sendsForLocalUser: isOpen };
}

function tracksOptions({ role }: Config): TracksOptions {
  return { keepsCatalogue: role !== 'api' };
}

function jobsOptions({ role, liverc }: Config, { url, listenUrl }: DatabaseAddresses): JobsOptions {
  // Nearly every job asks LiveRC. While that is switched off, all jobs wait, upkeep too.
  const works = role !== 'api' && liverc.enabled;
  // Who works listens for jobs, which a pooler doesn't pass on.
  return { databaseUrl: works ? listenUrl : url, works };
}

function practiceDaysOptions(
  { discovery, liveDay, prefetch }: Config,
  metrics: Metrics,
): PracticeDaysOptions {
  return {
    openMonthTtlSeconds: discovery.openMonthTtlSeconds,
    rangeMonthsCap: discovery.rangeMonthsCap,
    rangeTimeoutMs: discovery.rangeTimeoutSeconds * 1000,
    liveDayIntervalMs: liveDay.intervalSeconds * 1000,
    prefetchRequestsPerDay: prefetch.requestsPerDay,
    onDiscovery: (discovery) => metrics.countDiscovery(discovery),
    onBackgroundReading: (reading) => metrics.countBackground(reading),
  };
}

function permissionOptions({ liverc }: Config): LivercPermissionOptions {
  return { mayAsk: liverc.enabled, maxConcurrency: liverc.maxConcurrency };
}
