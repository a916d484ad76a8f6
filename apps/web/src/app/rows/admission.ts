import type { Row } from './row';

/** What of the list is on screen: indices of the rows as they are shown now, both inclusive. */
export interface View {
  readonly first: number;
  readonly last: number;
  /** The list's own top is on screen: nothing can slip in above it without moving the page. */
  readonly topVisible: boolean;
}

/** The rows to show now, and those that wait so that nothing on screen moves. */
export interface Admission {
  readonly rows: readonly Row[];
  /** How far the rows on screen were pushed down by rows above them, in rows. */
  readonly shift: number;
  /** Keys that came in above the screen. */
  readonly above: readonly string[];
  /** Rows that wait, by the key of the shown row before which they belong. */
  readonly waiting: ReadonlyMap<string, number>;
}

export function admitAll(rows: readonly Row[]): Admission {
  return { rows, shift: 0, above: [], waiting: new Map() };
}

/**
 * Lets rows in where they belong as long as nothing on screen moves: above the screen and below it
 * at once, between two rows on screen not until they are scrolled away or asked for.
 */
export function admit(before: readonly Row[], next: readonly Row[], view: View): Admission {
  const onScreen = new Set(before.slice(view.first, view.last + 1).map(({ key }) => key));
  const first = next.findIndex(({ key }) => onScreen.has(key));
  if (first === -1) {
    return admitAll(next);
  }
  const last = next.findLastIndex(({ key }) => onScreen.has(key));
  const shownBefore = new Set(before.map(({ key }) => key));
  const rows: Row[] = [];
  const above: string[] = [];
  const waiting = new Map<string, number>();
  let held = 0;
  next.forEach((row, index) => {
    const isNew = !shownBefore.has(row.key);
    if (isNew && index < last && (index > first || view.topVisible)) {
      held++;
      return;
    }
    if (held > 0) {
      waiting.set(row.key, held);
      held = 0;
    }
    if (isNew && index < first) {
      above.push(row.key);
    }
    rows.push(row);
  });
  return { rows, above, waiting, shift: shiftOf(before, rows, onScreen) };
}

function shiftOf(
  before: readonly Row[],
  after: readonly Row[],
  onScreen: ReadonlySet<string>,
): number {
  const now = after.findIndex(({ key }) => onScreen.has(key));
  const key = after[now]?.key;
  return now - before.findIndex((row) => row.key === key);
}
