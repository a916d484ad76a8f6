// Whole pages of a simulated LiveRC, one of each kind that a parser reads, and what each must never
// be taken for.

/** Days on which there was no practice are asked for by a date before any of it. */
const EMPTY_DATE = '2001-02-03';
const LAP = /"lap_time":"?([\d.]+)/g;
const TRACK = /\/\/(?!www\.|live\.)([a-z0-9-]+)\.liverc\.com/g;

/**
 * @typedef {object} Kind
 * @property {string} name
 * @property {string} html a page as LiveRC sends it
 * @property {(html: string) => object} parse
 * @property {(page: object) => number} rows how many the parser found or counts as unreadable
 * @property {Row | null} row what tells each row of the page; null where it has none
 * @property {boolean} [counted] the page holds no such link beside its rows
 */

/**
 * @typedef {object} Row
 * @property {string} selector the elements that tell it
 * @property {(element: import('cheerio').Cheerio<any>) => string} text where in them
 * @property {RegExp} pattern what tells it there, its first group the row's own
 * @property {RegExp} written the same in the page's text, where it may also stand unseen
 */

/** @returns {Row} a row told by its link */
const linked = (pattern, written) => ({
  selector: 'a',
  text: (link) => link.attr('href') ?? '',
  pattern,
  written,
});

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
      row: linked(/p=session_list&d=([\d-]{10})$/gm, /p=session_list&(?:amp;)?d=([\d-]{10})/g),
      counted: true,
    },
    {
      name: 'day',
      path: `${practice}session_list&d=${date}`,
      parse: (html) => parsers.parseDay(html, '', date),
      rows,
      row: linked(/p=view_session&id=(\d+)/g, /p=view_session&(?:amp;)?id=(\d+)/g),
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
      row: { selector: 'script', text: (script) => script.text(), pattern: LAP, written: LAP },
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
      row: linked(/p=view_event&id=(\d+)$/gm, /p=view_event&(?:amp;)?id=(\d+)/g),
      counted: true,
    },
    {
      name: 'catalogue',
      path: '/',
      parse: (html) => parsers.parseCatalogue(html, ''),
      rows: ({ tracks, unreadableRows }) => tracks.length + unreadableRows,
      row: linked(TRACK, TRACK),
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
