import type { PageAddress, PageKind } from './client/page-address.js';
import { LivercError, type LivercErrorCode } from './errors.js';

/** Of each kind of page; raised whenever its parser reads what it did not, or reads it otherwise. */
export const PARSER_VERSIONS: Readonly<Record<PageKind, number>> = {
  catalogue: 1,
  dashboard: 1,
  calendar: 1,
  day: 1,
  session: 1,
  events: 1,
  event: 1,
  race: 1,
  entry_list: 1,
  ranking: 1,
};

/** A page that came whole and that no parser could read, or not all of it. */
export interface UnreadablePage {
  page: PageKind;
  /** Null for the catalogue. */
  slug: string | null;
  url: string;
  readAt: Date;
  parserVersion: number;
  /** `INTERNAL_ERROR`: the parser failed, not the page. */
  code: LivercErrorCode | 'INTERNAL_ERROR';
  message: string;
  html: string;
}

/** Notices pages that came whole and could not be read, and tells whoever listens. */
export class UnreadablePages {
  private readonly listeners = new Set<(page: UnreadablePage) => void>();

  /** @param now milliseconds since 1970 */
  constructor(private readonly now: () => number) {}

  /** @param listener must not throw */
  listen(listener: (page: UnreadablePage) => void): void {
    this.listeners.add(listener);
  }

  /**
   * What a parser makes of a page; told about where it makes nothing of it, or not of all its rows.
   *
   * @throws what `parse` throws
   */
  telling<T extends object>(address: PageAddress, html: string, parse: () => T): T {
    try {
      const parsed = parse();
      const message = lacks(parsed, address.page);
      if (message) this.tell(address, html, { code: 'LIVERC_PAGE_CHANGED', message });
      return parsed;
    } catch (error) {
      const code = error instanceof LivercError ? error.code : 'INTERNAL_ERROR';
      const message = error instanceof Error ? error.message : String(error);
      this.tell(address, html, { code, message });
      throw error;
    }
  }

  private tell(
    { page, slug, href: url }: PageAddress,
    html: string,
    why: Pick<UnreadablePage, 'code' | 'message'>,
  ): void {
    const readAt = new Date(this.now());
    const told = { page, slug, url, readAt, parserVersion: PARSER_VERSIONS[page], ...why, html };
    for (const listener of this.listeners) listener(told);
  }
}

/** What of a page can't be read, null where all can. A session's laps may still be coming. */
function lacks(parsed: object, page: PageKind): string | null {
  const count = (key: string): number => Number(new Map(Object.entries(parsed)).get(key) ?? 0);
  const counts = [
    [count('unreadableRows'), 'rows'],
    [count('unreadableCells'), 'cells'],
    [page === 'race' ? count('unreadableLaps') : 0, 'laps'],
  ] as const;
  const [found] = counts.filter(([number]) => number > 0);
  return found ? `${found.join(' ')} can't be read` : null;
}
