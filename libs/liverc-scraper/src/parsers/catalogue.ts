import type { Element } from 'domhandler';

import type { CataloguePage, CatalogueTrack } from '../pages.js';
import { childElements, findByTag, findFirst, hasClass, textOf } from './markup.js';
import { openPage, type OpenPage } from './open-page.js';
import { pageChanged, quote } from './page-changed.js';

const TITLE = 'LiveRC :: Watch Live R/C Car Racing';
const SLUG = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const NOT_TRACKS = new Set(['www', 'live']);
const STATUSES = [
  ['status_2', 'racing'],
  ['status_1', 'practice'],
  ['status_0', 'idle'],
] as const;

/**
 * Reads `https://live.liverc.com/`.
 *
 * @throws LivercPageChangedError for another page, an empty catalogue, or one of whose rows more
 *   than half can't be read
 */
export function parseCatalogue(html: string, url: string): CataloguePage {
  const page = openPage(html, url);
  verifyCatalogue(page);
  if (!page.select('table.track_list').every((table) => page.isClosed(table))) {
    throw pageChanged('a whole table of tracks', 'one that was cut', url);
  }
  const rows = page.select('table.track_list > tbody > tr');
  const tracks = new Map<string, CatalogueTrack>();
  for (const row of rows) {
    const track = readTrack(row);
    if (track && !tracks.has(track.slug)) tracks.set(track.slug, track);
  }
  const count = Math.max(rows.length, countLinked(page));
  const unreadableRows = count - tracks.size;
  if (tracks.size === 0 || unreadableRows * 2 > count) {
    throw pageChanged(
      'a catalogue of tracks',
      `${unreadableRows} unreadable of ${count} rows`,
      url,
    );
  }
  return { tracks: [...tracks.values()], unreadableRows };
}

/** Every track of the page is in its table; what is linked beside it has fallen out of a damaged one. */
function countLinked(page: OpenPage): number {
  const slugs = page.select('a').map(({ attribs }) => readSlug(attribs['href'] ?? ''));
  return new Set(slugs.filter((slug) => slug !== null)).size;
}

function verifyCatalogue(page: OpenPage): void {
  if (!page.title.startsWith(TITLE)) {
    throw pageChanged('the track catalogue', `a page titled ${quote(page.title)}`, page.url);
  }
  const heading = page.pageHeader('h1') ?? '';
  if (heading !== 'Track List') {
    throw pageChanged('the heading "Track List"', quote(heading), page.url);
  }
}

function readTrack(row: Element): CatalogueTrack | null {
  const [icons, track] = childElements(row, 'td');
  if (!icons || !track) return null;
  const link = findByTag(track, 'a');
  const slug = readSlug(link?.attribs['href'] ?? '');
  // The name alone: the cell also holds a hidden word and the latest event.
  const name = textOf(link && findByTag(link, 'strong'));
  const found = STATUSES.filter(([className]) => hasIcon(icons, className));
  const status = found.length === 1 ? found[0]?.[1] : undefined;
  if (!slug || !name || !status) return null;
  return { slug, name, status, liveVideo: hasIcon(icons, 'status_video_1') };
}

function hasIcon(cell: Element, className: string): boolean {
  return findFirst(cell, (icon) => icon.name === 'i' && hasClass(icon, className)) !== undefined;
}

/** The slug of `//slug.liverc.com/`, in lower case; null for any other host. */
function readSlug(href: string): string | null {
  const match = /^(?:https?:)?\/\/([a-z0-9-]{1,63})\.liverc\.com(?:[/?#]|$)/i.exec(href.trim());
  const slug = match?.[1]?.toLowerCase() ?? '';
  return SLUG.test(slug) && !NOT_TRACKS.has(slug) ? slug : null;
}
