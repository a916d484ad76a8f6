import { childElements, linesOf, textOf } from './markup.js';
import type { OpenPage, Panel } from './open-page.js';

/** Rows of `th` and `td` in a panel, or in any element: the heading's text, and the value's lines. */
export function readFields(
  page: OpenPage,
  { element }: Pick<Panel, 'element'>,
): Map<string, string[]> {
  const fields = new Map<string, string[]>();
  for (const row of page.select('tr', element)) {
    const [name] = childElements(row, 'th');
    const [value] = childElements(row, 'td');
    if (name && value) fields.set(textOf(name), linesOf(value));
  }
  return fields;
}
