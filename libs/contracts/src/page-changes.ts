/** A value of a page; null where LiveRC shows none. */
export type ChangedValue = string | number | boolean | null;

/** What a page of LiveRC showed otherwise when it was read before. */
export interface PageChange {
  /** When the page was asked for that shows the new value. */
  changed_at: string;
  /** When the page was asked for that showed the old one last. */
  old_read_at: string;
  /** LiveRC's page, for people. */
  page: string;
  /** What the page is called, such as the race; null where its address says it. */
  page_title: string | null;
  /** Whose row of it, or which; null for the page itself. */
  row: string | null;
  /** Name of the field. `listed`: whether the row is shown. `more`: so many changes are left out. */
  field: string;
  old: ChangedValue;
  new: ChangedValue;
}
