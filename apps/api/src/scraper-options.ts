import { Logger } from '@nestjs/common';
import type { LivercScraperOptions, RequestEvent, RobotsEvent } from '@trackside/liverc-scraper';
import type { Config } from './config.js';
import type { Metrics } from './status/metrics.js';

/** What the scraper needs of the configuration; each of its requests is logged and counted. */
export function scraperOptions(config: Config, metrics: Metrics): LivercScraperOptions {
  const logger = new Logger('LivercScraper');
  const { liverc } = config;
  return {
    baseUrl: liverc.baseUrl,
    catalogueUrl: liverc.catalogueUrl,
    proxies: liverc.proxies,
    contact: liverc.contact,
    maxConcurrency: liverc.maxConcurrency,
    enabled: liverc.enabled,
    monthTimeoutMs: liverc.monthTimeoutSeconds * 1000,
    dayTimeoutMs: liverc.dayTimeoutSeconds * 1000,
    onRobots: (event: RobotsEvent) => {
      metrics.countRobots(event);
      logger.debug({ msg: 'asked for robots.txt', ...event });
    },
    onRequest: (event: RequestEvent) => {
      metrics.count(event);
      logger.debug({ msg: 'asked LiveRC', ...event });
    },
  };
}
