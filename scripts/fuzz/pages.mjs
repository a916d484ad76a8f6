// Whole pages of a simulated LiveRC, one of each kind that a parser reads, and what each must never
// be taken for.

/** Days on which there was no practice are asked for by a date before any of it. */
const EMPTY_DATE = '2001-02-03';

/**
 * @typedef {object} Kind
 * @property {string} name
 * @property {string} html a page as LiveRC sends it
 * @property {(html: string) => object} parse
 * @property {(page: object) => number} rows how many the parser found or counts as unreadable
 * @property {RegExp | null} row what tells each row of the page; null where it has none
 * @property {boolean} [counted] the page holds no such link beside its rows
 */

/**
 * @param {(path: string) => Promise<string>} ask gives the page at an address of the site
 * @param {string} slug a track with practice and events
 * @param {string} date one of its practice days
 * @param {object} parsers those of the scraper
 * @returns {Promise<Kind[]>}
 */
export async function pagesOf(ask, slug, date, parsers) {
  const practice = `/${slug}/practice/?p=`;
  const day = await ask(`${practice}session_list&d=${date}`);
  const [, session] = /p=view_session&(?:amp;)?id=(\d+)/.exec(day);
  const kinds = [...practiceKinds(parsers, practice, date, session), ...listKinds(parsers, slug)];
  return Promise.all(kinds.map(async ({ path, ...kind }) => ({ html: await ask(path), ...kind })));
}

function practiceKinds(parsers, practice, date, session) {
  const [year, month] = date.split('-').map(Number);
  const rows = ({ sessions, unreadableRows }) => sessions.length + unreadableRows;
  return [
    {
      name: 'calendar',
      path: `${practice}calendar&d=${date.slice(0, 7)}`,
      parse: (html) => parsers.parseCalendar(html, '', { year, month }),
      rows: ({ days }) => days.length,
      row: /<a href="[^"<>]*p=session_list&(?:amp;)?d=([\d-]{10})">/g,
      counted: true,
    },
    {
      name: 'day',
      path: `${practice}session_list&d=${date}`,
      parse: (html) => parsers.parseDay(html, '', date),
      rows,
      row: /p=view_session&(?:amp;)?id=(\d+)/g,
    },
    {
      name: 'day without practice',
      path: `${practice}session_list&d=${EMPTY_DATE}`,
      parse: (html) => parsers.parseDay(html, '', EMPTY_DATE),
      rows,
      row: null,
    },
    {
      name: 'session',
      path: `${practice}view_session&id=${session}`,
      parse: (html) => parsers.parseSession(html, ''),
      rows: ({ laps, unreadableLaps }) => laps.length + unreadableLaps,
      row: /"lap_time":"?([\d.]+)/g,
    },
  ];
}

function listKinds(parsers, slug) {
  return [
    {
      name: 'events',
      path: `/${slug}/events`,
      parse: (html) => parsers.parseEvents(html, ''),
      rows: ({ events, unreadableRows }) => events.length + unreadableRows,
      row: /<a href="[^"<>]*p=view_event&(?:amp;)?id=(\d+)">/g,
      counted: true,
    },
    {
      name: 'catalogue',
      path: '/',
      parse: (html) => parsers.parseCatalogue(html, ''),
      rows: ({ tracks, unreadableRows }) => tracks.length + unreadableRows,
      row: /<a href="\/\/(?!www\.|live\.)([a-z0-9-]+)\.liverc\.com/g,
      counted: true,
    },
    {
      name: 'dashboard',
      path: `/${slug}/`,
      parse: (html) => parsers.parseDashboard(html, ''),
      rows: () => 1,
      row: null,
    },
  ];
}
