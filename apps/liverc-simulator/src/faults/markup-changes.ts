import { escapeText } from '../pages/print.js';
import type { PageKind } from '../server/page-request.js';
import type { MarkupChange } from './fault-rules.js';

type Change = (html: string, page: PageKind) => string;

/** How the table begins that each kind of page is asked for; a list of laps is no table. */
const TABLE_OPENINGS: Partial<Record<PageKind, string>> = {
  catalogue: '<table class="table table-striped track_list"',
  calendar: '<table class="table">',
  day: '<table class="table table-striped practice_session_list"',
  events: '<table id="events"',
  session: '<table class="table">',
  // Of an event's three tables that of its races, which is the last one.
  event: '<table class="table table-hover entry_list_data">',
  'entry-list': '<table id="',
  race: '<table class="table table-striped race_result"',
  points: '<table id="',
  'round-ranking': '<table id="',
  'multi-main': '<table class="table table-striped multi_main"',
  overall: '<table id="',
  'heat-sheet': '<table class="table table-striped heat_sheet"',
};

/** A row that has cells of data. */
const DATA_ROW = /<tr[^>]*>(?:(?!<\/tr>)[\s\S])*?<td[\s\S]*?<\/tr>/g;

const ROW = /<tr[^>]*>[\s\S]*?<\/tr>/g;

interface Part {
  before: string;
  part: string;
  after: string;
}

function splitTable(html: string, page: PageKind): Part | null {
  const opening = TABLE_OPENINGS[page];
  if (opening === undefined) return null;
  const from = page === 'event' ? html.lastIndexOf(opening) : html.indexOf(opening);
  if (from < 0) return null;
  const to = html.indexOf('</table>', from) + '</table>'.length;
  return { before: html.slice(0, from), part: html.slice(from, to), after: html.slice(to) };
}

function inTable(html: string, page: PageKind, change: (table: string) => string): string {
  const split = splitTable(html, page);
  return split ? split.before + change(split.part) + split.after : html;
}

/** Changes the first row that has cells of data: the newest day, session or event, the winner. */
function inFirstRow(html: string, page: PageKind, change: (row: string) => string): string {
  return inTable(html, page, (table) => {
    let done = false;
    return table.replace(DATA_ROW, (row) => {
      if (done) return row;
      done = true;
      return change(row);
    });
  });
}

const CELLS = /<td[\s\S]*?<\/td>/g;
const CELLS_AND_HEADS = /<(t[dh])\b[\s\S]*?<\/\1>/g;

function swapFirst(pattern: RegExp, row: string): string {
  const cells = row.match(pattern);
  const [first, second] = cells ?? [];
  if (first === undefined || second === undefined) return row;
  return row
    .replace(first, '\u0000')
    .replace(second, () => first)
    .replace('\u0000', () => second);
}

/** The name in a row, between its tags: a driver's on a race's page, else the text of the link. */
const nameIn = (page: PageKind): RegExp =>
  page === 'race' ? /(<span class="driver_name">)[\s\S]*?(<\/span>)/ : /(<a [^>]*>)[\s\S]*?(<\/a>)/;

const CHANGES: Record<MarkupChange, Change> = {
  'table-gone': (html, page) => inTable(html, page, () => ''),
  'columns-moved': (html, page) =>
    inTable(html, page, (table) => table.replace(ROW, (row) => swapFirst(CELLS, row))),
  'columns-moved-with-heads': (html, page) =>
    inTable(html, page, (table) => table.replace(ROW, (row) => swapFirst(CELLS_AND_HEADS, row))),
  'row-without-link': (html, page) =>
    inFirstRow(html, page, (row) => row.replace(/<a [^>]*>([\s\S]*?)<\/a>/g, '$1')),
  'row-without-id': (html, page) =>
    inFirstRow(html, page, (row) => row.replace(/[?&](?:id|d)=[^"&]*/g, '')),
  'row-without-time': (html, page) =>
    inFirstRow(html, page, (row) =>
      row.replace(/<(div|span) class="hidden">[\s\S]*?<\/td>/, '</td>'),
    ),
  'row-without-name': (html, page) =>
    inFirstRow(html, page, (row) => row.replace(nameIn(page), '$1$2')),
  'heading-gone': (html) =>
    html
      .replace(/<h[135] class="page-header[\s\S]*?<\/h[135]>/g, '')
      .replace(/<div class="panel-heading">[\s\S]*?<\/div>/g, ''),
  'title-gone': (html) => html.replace(/<title>[\s\S]*?<\/title>/, '<title>LiveRC</title>'),
  'months-gone': (html) =>
    html.replace(/<select id="available_session_months"[\s\S]*?<\/select>/, ''),
  'totals-gone': (html) =>
    html.replace(
      /<th>(?:Total (?:Race )?Laps|Total Track Time|Unique \w+)<\/th>\s*<td>[^<]*<\/td>/g,
      '',
    ),
  'totals-wrong': (html) =>
    html.replace(
      /(<th>Total (?:Race )?Laps<\/th>\s*<td>)([\d,]+)/,
      (_, head: string, laps: string) => {
        return head + (Number(laps.replaceAll(',', '')) + 1);
      },
    ),
  'laps-broken': (html) =>
    html
      .replace(/(var lapsObj = )\[[^\n]*/, '$1[{"x":"1","lap_time":NaN,"__proto__":{},')
      .replace(
        /(racerLaps\[\d+\] = \{)[^;]*\};/,
        "$1 'laps' : [ { 'lapNum' : NaN, '__proto__' : {},",
      )
      .replace(/<div class="laps_list[\s\S]*?<\/span>\s*<\/div>\s*<\/div>/, '<div>'),
};

/** The page as it might be after a rebuild of the site; unchanged where the change has no place. */
export function changeMarkup(html: string, page: PageKind, change: MarkupChange): string {
  return CHANGES[change](html, page);
}

/** The page without its first rows of data, of which one at least stays; nothing else differs. */
export function leaveOutRows(html: string, page: PageKind, count: number): string {
  return inTable(html, page, (table) => {
    const rows = table.match(DATA_ROW) ?? [];
    let left = Math.min(count, rows.length - 1);
    return table.replace(DATA_ROW, (row) => (left-- > 0 ? '' : row));
  });
}

/** The page with this HTML for the first row's name, just as given; a race's script has it, too. */
export function renameFirstRow(html: string, page: PageKind, name: string): string {
  const renamed = inFirstRow(html, page, (row) =>
    row.replace(nameIn(page), (_, open: string, close: string) => open + name + close),
  );
  const inScript = name.replace(/['"\\]/g, '\\$&');
  return renamed.replace(/('driverName' : ')(?:\\.|[^'\\])*/, (_, open: string) => open + inScript);
}

/** The page of a track, called otherwise in its title and wherever it prints that name. */
export function renamePage(html: string, name: string): string {
  const printed = /<title>([\s\S]*?) :: /.exec(html)?.[1];
  return printed ? html.replaceAll(printed, () => escapeText(name)) : html;
}

export function isMarkupChange(change: unknown): change is MarkupChange {
  return typeof change === 'string' && Object.hasOwn(CHANGES, change);
}
