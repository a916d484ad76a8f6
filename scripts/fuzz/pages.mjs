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
 * @returns {Row} a row told by what stands in it: of two that say the same one is told, and none that
 *   a browser parted in two
 */
const tabled = (table) => ({
  selector: `${table} > tbody > tr`,
  text: (row) => (isWhole(row) ? row.text().replace(/\s+/g, ' ') : ''),
  pattern: /^(.+)$/gm,
  written: /(<td\b[^]{0,200})/g,
});

function isWhole(row) {
  const headings = row.closest('table').children('thead').children('tr').last().children('th');
  return headings.length === row.children('td').length;
}

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
  const kinds = [
    ...practiceKinds(parsers, practice, date, session),
    ...listKinds(parsers, slug),
    ...(await eventKinds(ask, parsers)),
  ];
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

/** An event, its entry list, a race and one ranking of each kind. */
async function eventKinds(ask, parsers) {
  const { results, event, page } = await findEvent(ask, parsers);
  const [race] = page.races;
  return [
    {
      name: 'event',
      path: `${results}view_event&id=${event}`,
      parse: (html) => parsers.parseEvent(html, ''),
      rows: ({ races, unreadableRows }) => races.length + unreadableRows,
      row: linked(/p=view_race_result&id=(\d+)$/gm, /p=view_race_result&(?:amp;)?id=(\d+)/g),
      counted: true,
    },
    {
      name: 'race',
      path: `${results}view_race_result&id=${race.sourceRaceId}`,
      parse: (html) => parsers.parseRace(html, ''),
      rows: ({ results: rows, unreadableRows }) => rows.length + unreadableRows,
      row: tabled('table.race_result'),
      counted: true,
    },
    {
      name: 'entry list',
      path: `${results}view_entry_list&id=${event}`,
      parse: (html) => parsers.parseEntryList(html, ''),
      rows: ({ classes, unreadableRows }) =>
        classes.flatMap(({ entries }) => entries).length + unreadableRows,
      row: tabled('table[id*="_table_"]'),
      counted: true,
    },
    ...rankingKinds(parsers, results, page.rankings),
  ];
}

/** The first event of the site that was raced and has rankings of each kind. */
async function findEvent(ask, parsers) {
  const { tracks } = parsers.parseCatalogue(await ask('/'), '');
  for (const { slug } of tracks) {
    const results = `/${slug}/results/?p=`;
    const { events } = parsers.parseEvents(await ask(`/${slug}/events`), '');
    for (const { sourceEventId: event } of events) {
      const page = await ask(`${results}view_event&id=${event}`).then(
        (html) => parsers.parseEvent(html, ''),
        () => null,
      );
      const kinds = new Set(page?.rankings.map(({ kind }) => kind));
      if (kinds.size === 4 && page.races.length > 0) return { results, event, page };
    }
  }
  throw new Error('no event of the site has rankings of each kind');
}

const RANKINGS = {
  qualifying_points: ['view_points', 'table.leaderboard_points'],
  round: ['view_round_ranking', 'table.round_rankings'],
  multi_main: ['view_multi_main_result', 'table.multi_main'],
  overall: ['event_overall_ranking', 'table.leaderboard_points'],
};

function rankingKinds(parsers, results, rankings) {
  return Object.entries(RANKINGS).map(([kind, [page, table]]) => {
    const ranking = rankings.find((one) => one.kind === kind);
    const order = ranking.order === null ? '' : `&o=${ranking.order}`;
    return {
      name: `ranking: ${kind}`,
      path: `${results}${page}&id=${ranking.sourceRankingId}${order}`,
      parse: (html) => parsers.parseRanking(html, '', ranking),
      rows: ({ classes, unreadableRows }) =>
        classes.flatMap(({ rows }) => rows).length + unreadableRows,
      row: tabled(table),
      counted: true,
    };
  });
}
