import type { PageKind } from '../server/page-request.js';

/** Which pages a rule is for; every field that is given must agree. */
export interface FaultMatch {
  page?: PageKind;
  slug?: string;
  /** `YYYY-MM` of a calendar, or of the date of a day page. */
  month?: string;
  /** `YYYY-MM-DD` of a day page. */
  date?: string;
  /** Number of a session, an event, or a page of an event. */
  id?: string;
  /** A part of path and query. */
  url?: string;
}

export type MarkupChange =
  | 'table-gone'
  | 'columns-moved'
  | 'columns-moved-with-heads'
  | 'row-without-link'
  | 'row-without-id'
  | 'row-without-time'
  | 'row-without-name'
  | 'heading-gone'
  | 'title-gone'
  | 'months-gone'
  | 'totals-gone'
  | 'totals-wrong'
  | 'laps-broken';

export type GzipDamage = 'sum' | 'cut' | 'rest';

/** What goes wrong. Sizes and times have the defaults that the help text tells. */
export type FaultEffect =
  /** An error page, with `Retry-After` as seconds or as an HTTP date when given. */
  | { type: 'status'; status: number; retryAfter?: number | string }
  /** The socket stays open and no byte ever comes. */
  | { type: 'hang' }
  | { type: 'hang-after-headers' }
  | { type: 'hang-mid-body'; bytes?: number }
  /** The page arrives a few bytes at a time. */
  | { type: 'slow-bytes'; bytesPerSecond?: number }
  /** The whole answer comes later by this much, on top of the latency. */
  | { type: 'delay'; ms: number }
  /** The connection is reset, before any byte or after some. */
  | { type: 'connection-reset'; afterBytes?: number }
  | { type: 'wrong-month'; month?: string }
  | { type: 'wrong-date'; date?: string }
  | { type: 'other-track'; slug?: string }
  /** The page of another race of the event; the next in the programme, or of the last the one before. */
  | { type: 'other-race'; id?: string }
  /** The page bears this name in place of the catalogue's; of a track's every page, all agree. */
  | { type: 'page-name'; name: string }
  | { type: 'unrelated-page' }
  | { type: 'login-page' }
  | { type: 'empty-body' }
  | { type: 'json' }
  | { type: 'binary' }
  | { type: 'utf-16' }
  | { type: 'changed-markup'; change: MarkupChange }
  /** The first row's name is this HTML, just as given: for names that no browser should run. */
  | { type: 'first-name'; html: string }
  /** The page breaks off, though the answer is complete as HTTP; `at` is a part from 0 to 1. */
  | { type: 'cut-page'; at?: number }
  /** The page in gzip, complete as HTTP, but with a wrong sum, cut, or with bytes behind its end. */
  | { type: 'bad-gzip'; damage?: GzipDamage }
  /** `Content-Encoding: deflate` as some servers mean it: without zlib's header and sum. */
  | { type: 'raw-deflate' }
  /** The page in ISO-8859-1, and its header says so. */
  | { type: 'latin-1' }
  /** `location` as given; else `hops` redirects on the same host and then the page; else a loop. */
  | { type: 'redirect'; status?: number; location?: string; hops?: number }
  | { type: 'huge-page'; megabytes?: number }
  | { type: 'gzip-bomb'; megabytes?: number }
  /** Headers of this size. */
  | { type: 'huge-headers'; kilobytes?: number }
  /** Tags nested this deep inside the page. */
  | { type: 'nested-tags'; depth?: number }
  /** Rows of sessions that the totals do not know, with the numbers `ids`; a day page only. */
  | { type: 'extra-rows'; rows?: number; ids?: string[] }
  /** The first rows of a calendar or a day page are left out; its totals still count them. */
  | { type: 'short-page'; rows?: number }
  /** An older copy: the page as it was before late uploads and removals. */
  | { type: 'stale-page' }
  /** The calendar's list of months gains the asked month even when it has no practice. */
  | { type: 'asked-month-listed' }
  /** From the first match on, the day has more (or fewer) sessions; truth included. */
  | { type: 'late-upload'; sessions: number; date?: string }
  | { type: 'removed-sessions'; sessions: number; date?: string };

export interface FaultRule {
  match?: FaultMatch;
  /** From 0 to 1, drawn with the seed; default 1. */
  probability?: number;
  /** Decides which requests a probability strikes; default the simulator's own seed. */
  seed?: number;
  /** How often the rule may strike; default without end, once for the two that change data. */
  times?: number;
  /** How many matching requests pass unharmed first; default 0. */
  after?: number;
  effect: FaultEffect;
}

/** Every type of effect; one that is forgotten does not compile. */
export const FAULT_TYPES: Record<FaultEffect['type'], true> = {
  status: true,
  hang: true,
  'hang-after-headers': true,
  'hang-mid-body': true,
  'slow-bytes': true,
  delay: true,
  'connection-reset': true,
  'wrong-month': true,
  'wrong-date': true,
  'other-track': true,
  'other-race': true,
  'page-name': true,
  'unrelated-page': true,
  'login-page': true,
  'empty-body': true,
  json: true,
  binary: true,
  'utf-16': true,
  'changed-markup': true,
  'first-name': true,
  'cut-page': true,
  'bad-gzip': true,
  'raw-deflate': true,
  'latin-1': true,
  redirect: true,
  'huge-page': true,
  'gzip-bomb': true,
  'huge-headers': true,
  'nested-tags': true,
  'extra-rows': true,
  'short-page': true,
  'stale-page': true,
  'asked-month-listed': true,
  'late-upload': true,
  'removed-sessions': true,
};

export function isFaultType(type: unknown): type is FaultEffect['type'] {
  return typeof type === 'string' && Object.hasOwn(FAULT_TYPES, type);
}
