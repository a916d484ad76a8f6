import { Injectable } from '@nestjs/common';
import type { Page, PageChange } from '@trackside/contracts';
import { decodeCursor, encodeCursor } from '@trackside/streams';
import { PageChangesStore, type StoredChange } from './page-changes-store.js';

/** Whose changes are wanted. */
export interface ChangesQuery {
  /** An event or a practice day. */
  ownerId: string;
  limit: number;
  cursor?: string;
}

/** What LiveRC showed otherwise before; from the database alone. */
@Injectable()
export class PageChanges {
  constructor(private readonly store: PageChangesStore) {}

  /**
   * The newest first; those of one reading in the order of the page.
   *
   * @param urlOf where LiveRC shows the page
   * @throws InvalidCursorError for a cursor that is not ours
   */
  async find(
    { ownerId, limit, cursor }: ChangesQuery,
    urlOf: (page: StoredChange) => string,
  ): Promise<Page<PageChange>> {
    const before = cursor === undefined ? null : decodeCursor(cursor, isNumber);
    const found = await this.store.find(ownerId, before, limit + 1);
    const shown = found.slice(0, limit);
    const last = found.length > shown.length ? shown.at(-1) : undefined;
    return {
      items: shown.map((change) => ({
        changed_at: change.readAt.toISOString(),
        old_read_at: change.readBefore.toISOString(),
        page: urlOf(change),
        page_title: change.title,
        row: [change.label, change.driverName].filter((word) => word !== null).join(' · ') || null,
        field: change.field,
        old: change.old,
        new: change.new,
      })),
      next_cursor: last ? encodeCursor(last.id) : null,
    };
  }
}

function isNumber(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) > 0;
}
