import { namesPrivateHost } from '@trackside/addresses';
import { LivercPageChangedError } from '../errors.js';
import type { YearMonth } from '../pages.js';
import type { RankingKind, RankingRef } from '../race-pages.js';
import { strayPart, type MeantOrigin, type PageAddress, type PageKind } from './page-address.js';

const PLACEHOLDER = '{slug}';
/** Stands for the slug while a template is judged; no configured host contains it. */
const MARKER = 'slug0marker0slug';
const SLUG = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
/** Hosts of liverc.com that are no track. */
const NOT_TRACKS = new Set(['www', 'live']);

/** What LiveRC calls the pages of rankings. */
export const RANKINGS: Record<RankingKind, string> = {
  qualifying_points: 'view_points',
  round: 'view_round_ranking',
  multi_main: 'view_multi_main_result',
  overall: 'event_overall_ranking',
};

/** Every address that is ever asked for, built from checked slugs, ids and dates. */
export class LivercAddresses {
  private readonly template: string;
  private readonly marked: URL;
  private readonly basePrivate: boolean;
  private readonly catalogueAddress: PageAddress;

  /**
   * @param baseUrl template with `{slug}` as a whole label of the host or segment of the path
   * @throws Error that says what is wrong with either address
   */
  constructor(baseUrl: string, catalogueUrl: string) {
    this.template = baseUrl.replace(/(?<!\/)\/+$/, '');
    this.marked = markedTemplate(baseUrl);
    this.basePrivate = namesPrivateHost(this.marked.hostname);
    const catalogue = httpUrl(catalogueUrl, 'catalogueUrl');
    this.catalogueAddress = {
      page: 'catalogue',
      slug: null,
      href: catalogue.href,
      origin: originOf(catalogue, namesPrivateHost(catalogue.hostname)),
      sitePath: '',
    };
  }

  catalogue(): PageAddress {
    return this.catalogueAddress;
  }

  dashboard(slug: string): PageAddress {
    return this.page('dashboard', slug, '/');
  }

  calendar(slug: string, { year, month }: YearMonth): PageAddress {
    const inRange = Number.isInteger(year) && year >= 1000 && year <= 9999;
    if (!inRange || !Number.isInteger(month) || month < 1 || month > 12) {
      throw this.refused(`${year}-${month} is no month`);
    }
    const d = `${year}-${String(month).padStart(2, '0')}`;
    return this.page('calendar', slug, `/practice/?p=calendar&d=${d}`);
  }

  day(slug: string, date: string): PageAddress {
    if (!isDate(date)) throw this.refused(`${JSON.stringify(date)} is no date`);
    return this.page('day', slug, `/practice/?p=session_list&d=${date}`);
  }

  session(slug: string, sourceSessionId: string): PageAddress {
    return this.page('session', slug, `/practice/?p=view_session&id=${this.id(sourceSessionId)}`);
  }

  events(slug: string): PageAddress {
    return this.page('events', slug, '/events/');
  }

  event(slug: string, sourceEventId: string): PageAddress {
    return this.result('event', slug, 'view_event', sourceEventId);
  }

  race(slug: string, sourceRaceId: string): PageAddress {
    return this.result('race', slug, 'view_race_result', sourceRaceId);
  }

  entryList(slug: string, sourceEventId: string): PageAddress {
    return this.result('entry_list', slug, 'view_entry_list', sourceEventId);
  }

  ranking(slug: string, { kind, sourceRankingId, order }: RankingRef): PageAddress {
    if (!Object.hasOwn(RANKINGS, kind)) throw this.refused(`${kind} is no kind of ranking`);
    if (kind !== 'round') return this.result('ranking', slug, RANKINGS[kind], sourceRankingId);
    if (!isOrder(order)) throw this.refused(`${JSON.stringify(order)} orders no ranking`);
    return this.result('ranking', slug, RANKINGS[kind], sourceRankingId, `&o=${order}`);
  }

  private result(page: PageKind, slug: string, name: string, id: string, more = ''): PageAddress {
    return this.page(page, slug, `/results/?p=${name}&id=${this.id(id)}${more}`);
  }

  private page(page: PageKind, slug: string, pathAndQuery: string): PageAddress {
    if (!isTrackSlug(slug)) throw this.refused(`${JSON.stringify(slug)} is no track's slug`);
    const origin: MeantOrigin = {
      ...originOf(this.marked, this.basePrivate),
      hostname: this.marked.hostname.replace(MARKER, slug),
    };
    const href = this.template.replace(PLACEHOLDER, slug) + pathAndQuery;
    const url = URL.canParse(href) ? new URL(href) : null;
    const stray = url ? strayPart(url, origin) : 'form';
    if (!url || stray) throw this.refused(`${JSON.stringify(slug)} changes the ${stray}`);
    const isInPath = this.marked.pathname.includes(MARKER);
    const sitePath = isInPath ? this.sitePathOf(slug) : '';
    return { page, slug, href: url.href, origin, sitePath };
  }

  private sitePathOf(slug: string): string {
    return this.marked.pathname.replace(MARKER, slug).replace(/(?<!\/)\/+$/, '');
  }

  private id(value: string): string {
    if (typeof value === 'string' && /^[1-9]\d{0,18}$/.test(value)) return value;
    throw this.refused(`${JSON.stringify(value)} is no id`);
  }

  private refused(why: string): LivercPageChangedError {
    return new LivercPageChangedError(`no such page at LiveRC: ${why}`, this.template);
  }
}

/** Whether a text can be a track's slug: a DNS label in lower case, no reserved host, no punycode. */
export function isTrackSlug(slug: unknown): slug is string {
  return (
    typeof slug === 'string' && SLUG.test(slug) && !NOT_TRACKS.has(slug) && !slug.startsWith('xn--')
  );
}

/** Whether a round can be asked to be ranked by it. */
export function isOrder(order: unknown): order is string {
  return typeof order === 'string' && /^[a-z0-9_]{1,40}$/.test(order);
}

function isDate(date: unknown): boolean {
  if (typeof date !== 'string' || !/^[1-9]\d{3}-\d{2}-\d{2}$/.test(date)) return false;
  const parsed = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(date);
}

function originOf(url: URL, privateAllowed: boolean): MeantOrigin {
  return { protocol: url.protocol, hostname: url.hostname, port: url.port, privateAllowed };
}

function httpUrl(text: string, option: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !['http:', 'https:'].includes(url.protocol)) {
    throw new Error(`${option} must be an http or https address, got ${JSON.stringify(text)}`);
  }
  if (url.username !== '' || url.password !== '' || url.hash !== '') {
    throw new Error(`${option} must carry neither user info nor fragment`);
  }
  return url;
}

function markedTemplate(template: string): URL {
  if (template.split(PLACEHOLDER).length !== 2) {
    throw new Error(`baseUrl must contain ${PLACEHOLDER} exactly once, got ${template}`);
  }
  const url = httpUrl(template.replace(PLACEHOLDER, MARKER), 'baseUrl');
  if (url.search !== '') throw new Error('baseUrl must carry no query');
  const isLabel = url.hostname.startsWith(`${MARKER}.`);
  if (!isLabel && !url.pathname.split('/').includes(MARKER)) {
    throw new Error(
      `baseUrl must have ${PLACEHOLDER} as the first label of its host or as a segment of its path`,
    );
  }
  return url;
}
