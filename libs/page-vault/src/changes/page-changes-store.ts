import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { runSql } from '@trackside/database';
import type { RowChange } from './row-changes.js';

/** Which page shows something otherwise, and when it was read. */
export interface ChangedPage {
  /** Of an event or a practice day. */
  ownerId: string;
  kind: string;
  /** LiveRC's id of it. */
  sourceId: string;
  /** What a round is ranked by; empty for the other kinds. */
  sortedBy: string;
  /** What it is called; null where its kind says it. */
  title: string | null;
  /** When it was asked for, and when the reading was that showed the old values. */
  readAt: Date;
  readBefore: Date;
}

export interface StoredChange extends RowChange, Omit<ChangedPage, 'ownerId'> {
  id: number;
}

/** The first change of a page has the highest number: the newest come first, in their page's order. */
const SAVE = `
  INSERT INTO page_changes (owner_id, changed_at, old_read_at, kind, source_id, sorted_by, title,
    row_label, driver_name, field, old, new)
  SELECT :ownerId, :readAt, :readBefore, :kind, :sourceId, :sortedBy, :title,
    change ->> 'label', change ->> 'driverName', change ->> 'field', change -> 'old', change -> 'new'
  FROM jsonb_array_elements(:changes::jsonb) WITH ORDINALITY AS changes (change, place)
  ORDER BY place DESC`;

const FIND = `
  SELECT id, changed_at AS "readAt", old_read_at AS "readBefore", kind, source_id AS "sourceId",
    sorted_by AS "sortedBy", title, row_label AS label, driver_name AS "driverName", field, old, new
  FROM page_changes
  WHERE owner_id = :ownerId AND (:before::bigint IS NULL OR id < :before)
  ORDER BY id DESC LIMIT :limit`;

/** Names in changes, each with whose change it is: SQL for who looks for a hidden one. */
export const CHANGED_NAMES = `(
  SELECT owner_id, driver_name AS name FROM page_changes WHERE driver_name IS NOT NULL
  UNION SELECT owner_id, value #>> '{}' FROM page_changes, unnest(ARRAY[old, new]) AS value
    WHERE field = 'driver_name' AND jsonb_typeof(value) = 'string')`;

/** What else of a hidden driver's changes leads to the name goes altogether. */
const HIDE = `
  WITH hidden AS (
    SELECT * FROM unnest(:written::text[], :instead::text[]) AS hidden (written, instead)
  ), personal AS (
    DELETE FROM page_changes c USING hidden WHERE c.owner_id = :ownerId
      AND c.field IN ('transponder', 'driver_name')
      AND (c.driver_name = hidden.written OR c.field = 'driver_name'
        AND (c.old = to_jsonb(hidden.written) OR c.new = to_jsonb(hidden.written)))
  )
  UPDATE page_changes c SET driver_name = hidden.instead FROM hidden
  WHERE c.owner_id = :ownerId AND c.driver_name = hidden.written
    AND c.field NOT IN ('transponder', 'driver_name')`;

/** What pages showed before they were read again, in PostgreSQL. */
@Injectable()
export class PageChangesStore {
  constructor(@InjectDataSource() private readonly database: DataSource) {}

  /** Notes what a page shows otherwise, in the transaction that stores what it shows now. */
  async save(
    transaction: EntityManager,
    page: ChangedPage,
    changes: readonly RowChange[],
  ): Promise<void> {
    if (changes.length === 0) return;
    await runSql(transaction, SAVE, { ...page, changes: JSON.stringify(changes) });
  }

  /**
   * The newest first; those of one reading in the order of the page.
   *
   * @param before the number of the change after which the others come; null: from the newest
   */
  find(ownerId: string, before: number | null, limit: number): Promise<StoredChange[]> {
    return runSql(this.database, FIND, { ownerId, before, limit });
  }

  /**
   * Takes names out of an owner's changes.
   *
   * @param written names as they were written
   * @param instead what stands there now, in the same order
   */
  async hide(
    ownerId: string,
    { written, instead }: { written: string[]; instead: string[] },
    transaction: EntityManager | DataSource = this.database,
  ): Promise<void> {
    await runSql(transaction, HIDE, { ownerId, written, instead });
  }
}
