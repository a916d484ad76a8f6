// What no page may bring a parser to, whatever was done to it.
import { workedMs } from '../bench/statistics.mjs';

const LONGEST_MS = 1_000;

/** Markup in which a browser shows nothing of what stands there: a row in it is no row. */
const HIDDEN = [
  /<!--[^]*?(?:-->|$)/g,
  /<(script|style|title|textarea|template|noscript|plaintext|xmp|iframe|svg|select)\b[^]*?(?:<\/\1\s*>|$)/gi,
];

/** The rows that are shown in a page, each once. */
function rowsIn(html, row) {
  const shown = HIDDEN.reduce((rest, hiding) => rest.replace(hiding, ' '), html);
  return new Set(Array.from(shown.matchAll(row), ([, id]) => id)).size;
}

/** Nothing more than in the page as it was can swallow what follows it: no quote, no `<!`. */
function isAsOpen(html, before) {
  const count = (part, of) => of.split(part).length;
  return ['"', '<!', '<?', '</'].every((part) => count(part, html) <= count(part, before));
}

/**
 * Lets a parser read a page that something was done to.
 *
 * @param {import('./pages.mjs').Kind} kind
 * @param {string} html
 * @returns {{ outcome: 'read' | 'empty' | 'refused', wrong: string | null }} `wrong` says what the
 *   parser may not do: fall over, hang, take rows for nothing, or lose some without a word
 */
export function judge(kind, html) {
  let page;
  let error;
  const ms = workedMs(() => {
    try {
      page = kind.parse(html);
    } catch (cause) {
      error = cause;
    }
  });
  if (ms > LONGEST_MS) return { outcome: 'read', wrong: `it took ${Math.round(ms)} ms` };
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
  const there = rowsIn(html, kind.row);
  if (found === 0 && there > 0) return `it took a page with ${there} rows for an empty one`;
  // A row that is damaged inside of a tag takes its neighbour along: that some can't be read is said.
  const isSaid = (page.unreadableRows ?? 0) > 0;
  const isSure = kind.counted && isAsOpen(html, kind.html);
  if (isSure && !isSaid && found < there) return `it lost ${there - found} of ${there} rows`;
  return null;
}
