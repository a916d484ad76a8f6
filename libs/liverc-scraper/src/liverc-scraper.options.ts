import type { ProxyOptions } from './client/proxies.js';
import type { RobotsEvent } from './client/robots/robots-store.js';
import type { SiteNews } from './client/stops.js';
import type { RequestEvent } from './client/request-event.js';

/** What the scraper needs to know; durations in milliseconds. */
export interface LivercScraperOptions {
  /** Template of a track's address; `{slug}` is a whole label of the host or segment of the path. */
  baseUrl: string;
  catalogueUrl: string;
  /** Default: none, every page is asked for directly. */
  proxies?: ProxyOptions;
  /** How LiveRC's people reach ours: an address or URL, sent with every request. */
  contact: string;
  /** Most requests in flight, all tracks and users together. */
  maxConcurrency: number;
  /** False: no request at all, until `setEnabled(true)`. */
  enabled: boolean;
  /** One calendar page, from sending to its last byte. */
  monthTimeoutMs: number;
  /** One day page, likewise. */
  dayTimeoutMs: number;
  /** Any other page, likewise; default: as a day page. */
  pageTimeoutMs?: number;
  /** All attempts at one page, from the first sending; default 60 s. */
  totalTimeoutMs?: number;
  /** Longest pause before the first retry, doubled for the next; default 500 ms. */
  backOffMs?: number;
  /** How long after a page that was not recognised it is looked at once more; default 1 s. */
  secondLookPauseMs?: number;
  /** Shortest time between a failure of a page and the next request for it; default 5 s. */
  failedPagePauseMs?: number;
  /** Multiplies the pauses between probes of a LiveRC that is down; default 1. */
  probePauseScale?: number;
  /** Told about each request, for logs and metrics; must not throw. */
  onRequest?: (event: RequestEvent) => void;
  /** Told about each question for a robots.txt, which is no page; must not throw. */
  onRobots?: (event: RobotsEvent) => void;
  /** Told what a request has shown of a site that is stopped, or was until then; must not throw. */
  onSite?: (site: string, news: SiteNews) => void;
  /** Milliseconds since 1970; replaces every clock that is read, not the timers. */
  now?: () => number;
  /** From 0 to 1. */
  random?: () => number;
}

export const LIVERC_SCRAPER_OPTIONS = Symbol('LIVERC_SCRAPER_OPTIONS');
