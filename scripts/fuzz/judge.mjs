// What no page may bring a parser to, whatever was done to it.
import { load } from 'cheerio';
import { workedMs } from '../bench/statistics.mjs';

const LONGEST_MS = 1_000;

/** What stands in these is in the document of a browser, and shown by none. */
const NOT_SHOWN = new Set(['template', 'svg', 'math', 'select', 'object']);

/**
 * The rows that a browser shows of a page, each once. cheerio reads with parse5, which builds the
 * tree that the standard prescribes; our parsers read with htmlparser2, so both can be wrong only
 * by themselves.
 *
 * @param {string} html
 * @param {import('./pages.mjs').Row} row
 */
export function rowsShown(html, { selector, text, pattern }) {
  const $ = load(html);
  const shown = $(selector).toArray().filter(isShown);
  return idsIn(shown.map((element) => text($(element))).join('\n'), pattern);
}

function isShown(element) {
  for (let node = element.parent; node; node = node.parent) {
    if (NOT_SHOWN.has(node.name)) return false;
  }
  return true;
}

const idsIn = (text, pattern) => new Set(Array.from(text.matchAll(pattern), ([, id]) => id)).size;

/**
 * Lets a parser read a page that something was done to.
 *
 * @param {import('./pages.mjs').Kind} kind
 * @param {string} html
 * @param {number} [longestMs] of the processor's time
 * @returns {{ outcome: 'read' | 'empty' | 'refused', wrong: string | null }} `wrong` says what the
 *   parser may not do: fall over, hang, take rows for nothing, or lose some without a word
 */
export function judge(kind, html, longestMs = LONGEST_MS) {
  let page;
  let error;
  const ms = workedMs(() => {
    try {
      page = kind.parse(html);
    } catch (cause) {
      error = cause;
    }
  });
  if (ms > longestMs) return { outcome: 'read', wrong: `it took ${Math.round(ms)} ms` };
  if (error) {
    const isOurs = error.name.startsWith('Liverc');
    return { outcome: 'refused', wrong: isOurs ? null : `it threw ${error.stack}` };
  }
  const found = kind.rows(page);
  return { outcome: found === 0 ? 'empty' : 'read', wrong: lost(kind, html, page) };
}

function lost(kind, html, page) {
  if (kind.row === null) return null;
  const found = kind.rows(page);
  // Most pages have all their rows; a whole tree is built of the others alone.
  if (found >= idsIn(html, kind.row.written)) return null;
  const there = rowsShown(html, kind.row);
  if (found === 0 && there > 0) return `it took a page with ${there} rows for an empty one`;
  // A row that is damaged inside of a tag takes its neighbour along: that some can't be read is said.
  const isSaid = (page.unreadableRows ?? 0) > 0;
  if (kind.counted && !isSaid && found < there) return `it lost ${there - found} of ${there} rows`;
  return null;
}
