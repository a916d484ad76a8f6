import type { PageAddress, PageKind } from './client/page-address.js';

/** A page as LiveRC has sent it. */
export interface SentPage {
  page: PageKind;
  /** Null for the catalogue. */
  slug: string | null;
  url: string;
  html: string;
}

/** What is made of these may be wanted again; the others only tell where to look. */
const WORTH_KEEPING: ReadonlySet<PageKind> = new Set([
  ...(['day', 'session', 'event', 'race', 'entry_list', 'ranking'] as const),
]);

/** Where the values that were given out come from, for as long as somebody has them. */
export class SentPages {
  private readonly urls = new WeakMap<object, string>();
  private readonly texts = new WeakMap<object, SentPage>();

  /** @returns the value */
  note<T extends object>(value: T, { page, slug, href: url }: PageAddress, html: string): T {
    this.urls.set(value, url);
    if (WORTH_KEEPING.has(page)) this.texts.set(value, { page, slug, url, html });
    return value;
  }

  urlOf(value: object): string | undefined {
    return this.urls.get(value);
  }

  /** Undefined for what was not read from a page, and for pages that are not worth keeping. */
  pageOf(value: object): SentPage | undefined {
    return this.texts.get(value);
  }
}
