import type { Element } from 'domhandler';

import type { DashboardPage } from '../pages.js';
import { readCount } from './figures.js';
import { findFirst, hasClass, textOf } from './markup.js';
import { openPage, readTitle, type OpenPage } from './open-page.js';
import { pageChanged, quote } from './page-changed.js';
import { readFields } from './table-fields.js';

const SUBJECT = 'Broadcast and Results';

/**
 * Reads a track's front page.
 *
 * @throws LivercPageChangedError for another page, or when the panels of live, results and practice
 *   are not there
 */
export function parseDashboard(html: string, url: string): DashboardPage {
  const page = openPage(html, url);
  const { trackName, subject } = readTitle(page, 'a track dashboard');
  if (subject !== SUBJECT) {
    throw pageChanged('a track dashboard', `a page titled ${quote(page.title)}`, url);
  }
  const panels = findDashboardPanels(page);
  return {
    trackName,
    live: readLive(page, panels.get('live')),
    recentPracticeSessions: readFigure(page, panels.get('practice')),
    recentResults: readFigure(page, panels.get('results')),
    lifetime: readLifetime(page),
    countryCode: readCountry(page),
  };
}

/** The panels by the first part of their link's path. */
function findDashboardPanels(page: OpenPage): Map<string, Element> {
  const panels = new Map<string, Element>();
  for (const link of page.select('.dashboard_panels > a')) {
    const path = /^(?:(?:https?:)?\/\/[^/]*)?\/([a-z]+)\/?(?:[?#]|$)/.exec(
      link.attribs['href'] ?? '',
    );
    if (path?.[1]) panels.set(path[1], link);
  }
  return panels;
}

function findIn(page: OpenPage, panel: Element | undefined, className: string): string {
  const found = panel && findFirst(panel, (element) => hasClass(element, className));
  if (!found) throw pageChanged(`a dashboard panel with .${className}`, 'none', page.url);
  return textOf(found);
}

function readLive(page: OpenPage, panel: Element | undefined): DashboardPage['live'] {
  const words = findIn(page, panel, 'stats');
  if (/\boffline\b/i.test(words)) return 'offline';
  if (/\bracing\b/i.test(words)) return 'racing';
  if (/\bpractice\b/i.test(words)) return 'practice';
  throw pageChanged('a track that is offline, racing or practising', quote(words), page.url);
}

function readFigure(page: OpenPage, panel: Element | undefined): number | null {
  return readCount(findIn(page, panel, 'huge'));
}

function readLifetime(page: OpenPage): DashboardPage['lifetime'] {
  const panel = page.panels.find(({ heading }) => heading === 'Lifetime Track Stats');
  const fields = panel && readFields(page, panel);
  const count = (name: string): number | null => readCount(fields?.get(name)?.[0] ?? '');
  return {
    laps: count('Laps'),
    practiceSessions: count('Practice Sessions'),
    races: count('Races'),
    entries: count('Entries'),
    events: count('Events'),
  };
}

/** The map's address ends in the country; its spaces are not encoded, so it is no proper URL. */
function readCountry(page: OpenPage): string | null {
  for (const frame of page.select('iframe')) {
    const address = /[?&]q=([^&]*)/.exec(frame.attribs['src'] ?? '')?.[1];
    const country = address
      ?.slice(address.lastIndexOf(',') + 1)
      .trim()
      .toUpperCase();
    if (country && /^[A-Z]{2}$/.test(country)) return country;
  }
  return null;
}
