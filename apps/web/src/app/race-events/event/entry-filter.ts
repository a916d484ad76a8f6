import type { EventEntry } from '@trackside/contracts';

/** Entries of a class, in the order of the list. */
export interface EntryClass {
  readonly className: string;
  readonly entries: readonly EventEntry[];
}

/**
 * Entries by class, of one class and of those whose name or transponder has the text in it, case and
 * accents aside.
 */
export function filterEntries(
  entries: readonly EventEntry[],
  className: string | null,
  text: string,
): EntryClass[] {
  const wanted = plain(text);
  const classes = new Map<string, EventEntry[]>();
  for (const entry of entries) {
    const { class_name: name, driver_name: driver, transponder } = entry;
    if (className !== null && name !== className) continue;
    if (!plain(`${driver} ${transponder ?? ''}`).includes(wanted)) continue;
    classes.set(name, [...(classes.get(name) ?? []), entry]);
  }
  return [...classes].map(([name, its]) => ({ className: name, entries: its }));
}

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim();
}
