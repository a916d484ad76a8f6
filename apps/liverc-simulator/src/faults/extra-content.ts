import { printClock, printClock24 } from '../pages/print.js';

function extraRow(index: number, date: string, id: string): string {
  const second = 28_800 + (index % 50_000);
  return `
								<tr>
									<td><a href="/practice/?p=view_session&id=${id}">Extra Driver ${index}</a><br><small>Extra Class (${1_000_000 + index})</small></td>
									<td><div class="hidden">${date} ${printClock24(second)}</div> ${printClock(second)}</td>
									<td data-sort="1">1<br>30</td>
									<td data-sort="30.000">Fast: 30.000<br>Avg: 30.000</td>
								</tr>`;
}

/**
 * Puts rows at the end of the table of sessions; the page's totals do not know them.
 *
 * @param ids their numbers, as far as they are to be those of other sessions
 */
export function addSessionRows(
  html: string,
  date: string,
  count: number,
  ids: readonly string[] = [],
): string {
  const table = html.indexOf('practice_session_list" ');
  const end = html.indexOf('</tbody>', table);
  if (table < 0 || end < 0) return html;
  const rows: string[] = [];
  for (let index = 0; index < count; index++) {
    rows.push(extraRow(index, date, ids[index] ?? String(9_000_000 - index)));
  }
  return html.slice(0, end) + rows.join('') + html.slice(end);
}

/** Nests tags before the page's content, and never closes half of them. */
export function nestTags(html: string, depth: number): string {
  const tags = '<div><b>'.repeat(Math.ceil(depth / 2));
  return html.replace('<div id="page-wrapper">', (open) => open + tags);
}
