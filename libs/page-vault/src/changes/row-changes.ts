import type { ChangedValue } from '@trackside/contracts';

/** A row as a page shows it. */
export interface ShownRow {
  /** What tells it from the page's other rows, the most trustworthy first. */
  keys: readonly (string | null)[];
  /** Its place on the page. */
  place: number;
  /** What it is of, without who drove: a class, a race. Null where the driver says it all. */
  label: string | null;
  driverName: string | null;
  driverHidden: boolean;
  /** In the order in which they are told. */
  fields: Readonly<Record<string, ChangedValue>>;
  /** More of it was still to come: what was empty and is filled now is no change. */
  isGrowing?: boolean;
}

/** What a row shows otherwise than before. */
export interface RowChange {
  label: string | null;
  driverName: string | null;
  field: string;
  old: ChangedValue;
  new: ChangedValue;
}

/** Fields that lead to a person. */
const PERSONAL: ReadonlySet<string> = new Set(['driver_name', 'transponder']);
/** More of one page are not told one by one. */
const MOST_CHANGES = 1_000;

/**
 * What the rows of a page show otherwise than before, in the order of the page. A driver whose name
 * was hidden or shown meanwhile is the same as before.
 *
 * @param isFinal the page was final before: a row that has come or gone is a change too, `listed`
 */
export function changesBetween(
  before: readonly ShownRow[],
  now: readonly ShownRow[],
  isFinal: boolean,
): RowChange[] {
  const { pairs, gone, come } = matched(before, now);
  const changes = pairs.flatMap(([old, row]) => fieldChanges(old, row));
  const listed = (row: ShownRow, isListed: boolean): RowChange => ({
    ...{ label: row.label, driverName: row.driverName, field: 'listed' },
    ...{ old: !isListed, new: isListed },
  });
  if (isFinal) {
    changes.push(...gone.map((row) => listed(row, false)), ...come.map((row) => listed(row, true)));
  }
  if (changes.length <= MOST_CHANGES) return changes;
  const left = changes.length - MOST_CHANGES;
  const more = { label: null, driverName: null, field: 'more', old: null, new: left };
  return [...changes.slice(0, MOST_CHANGES), more];
}

function fieldChanges(old: ShownRow, row: ShownRow): RowChange[] {
  const isHidden = old.driverHidden || row.driverHidden;
  const fields = [...new Set([...Object.keys(row.fields), ...Object.keys(old.fields)])];
  return fields.flatMap((field) => {
    const [was, is] = [old.fields[field] ?? null, row.fields[field] ?? null];
    const isFilled = old.isGrowing === true && was === null;
    if (was === is || isFilled || (isHidden && PERSONAL.has(field))) return [];
    return [{ label: row.label, driverName: row.driverName, field, old: was, new: is }];
  });
}

interface Matched {
  pairs: [ShownRow, ShownRow][];
  gone: ShownRow[];
  come: ShownRow[];
}

function matched(before: readonly ShownRow[], now: readonly ShownRow[]): Matched {
  const partners = new Map<ShownRow, ShownRow>();
  let open = [...before];
  const pairBy = (keyOf: (row: ShownRow) => string | null): void => {
    const byKey = new Map<string | null, ShownRow[]>();
    for (const row of open) byKey.set(keyOf(row), [...(byKey.get(keyOf(row)) ?? []), row]);
    for (const row of now) {
      const key = keyOf(row);
      if (partners.has(row) || key === null) continue;
      const partner = byKey.get(key)?.shift();
      if (partner) partners.set(row, partner);
    }
    const taken = new Set(partners.values());
    open = open.filter((row) => !taken.has(row));
  };
  const depth = Math.max(0, ...now.map(({ keys }) => keys.length));
  for (let i = 0; i < depth; i += 1) pairBy(({ keys }) => keys[i] ?? null);
  // A hidden driver has neither name nor number; what is left at the same place is the same row.
  const hides = [...now, ...open].some(({ driverHidden }) => driverHidden);
  if (hides) pairBy(({ place, label }) => `${place} ${label}`);
  return {
    pairs: now.flatMap((row) => (partners.has(row) ? [[partners.get(row)!, row]] : [])),
    gone: open,
    come: now.filter((row) => !partners.has(row)),
  };
}
