import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { runSql } from '@trackside/database';
import { CHANGED_NAMES, PageChangesStore } from '@trackside/page-vault';
import {
  HiddenDrivers,
  hiddenNameOf,
  type NameKeeper,
  NameKeepers,
  type NameToHide,
  spellingsAmong,
  type TextColumn,
} from '@trackside/privacy';

/** Sentences about pages that could not be read. */
const TEXTS: readonly TextColumn[] = [
  { table: 'races', column: 'error_message' },
  { table: 'event_pages', column: 'error_message' },
  { table: 'event_readings', column: 'error_message' },
  { table: 'event_jobs', column: 'error_message' },
];

/** Every row that names a driver, with its event. */
const NAMED = `(
  SELECT e.id AS event_id, e.track_id, s.driver_name AS name FROM race_results s
    JOIN races r ON r.id = s.race_id JOIN events e ON e.id = r.event_id WHERE NOT s.driver_hidden
  UNION SELECT e.id, e.track_id, s.driver_name FROM event_entries s
    JOIN events e ON e.id = s.event_id WHERE NOT s.driver_hidden
  UNION SELECT e.id, e.track_id, s.driver_name FROM event_ranking_rows s
    JOIN event_pages p ON p.id = s.page_id JOIN events e ON e.id = p.event_id
    WHERE NOT s.driver_hidden
  UNION SELECT e.id, e.track_id, c.name FROM ${CHANGED_NAMES} c JOIN events e ON e.id = c.owner_id)`;

const NAMES = `
  SELECT DISTINCT name FROM ${NAMED} named
  WHERE :trackId::uuid IS NULL OR track_id = :trackId::uuid`;

const EVENTS = `
  SELECT event_id AS id, array_agg(DISTINCT name) AS written FROM ${NAMED} named
  WHERE (:trackId::uuid IS NULL OR track_id = :trackId::uuid) AND name = ANY (:names)
  GROUP BY event_id ORDER BY event_id`;

const HIDDEN = 'unnest(:written::text[], :instead::text[]) AS hidden (written, instead)';

const HIDE_RESULTS = `
  UPDATE race_results s SET driver_name = hidden.instead, driver_hidden = true,
    driver_key = 'HIDDEN ' || s.race_id || ' ' || hidden.instead, source_driver_id = NULL
  FROM ${HIDDEN} WHERE NOT s.driver_hidden AND s.driver_name = hidden.written
    AND s.race_id IN (SELECT id FROM races WHERE event_id = :eventId)`;

const HIDE_ENTRIES = `
  UPDATE event_entries s SET driver_name = hidden.instead, driver_hidden = true,
    transponder = NULL
  FROM ${HIDDEN} WHERE NOT s.driver_hidden AND s.driver_name = hidden.written
    AND s.event_id = :eventId`;

const HIDE_RANKINGS = `
  UPDATE event_ranking_rows s SET driver_name = hidden.instead, driver_hidden = true
  FROM ${HIDDEN} WHERE NOT s.driver_hidden AND s.driver_name = hidden.written
    AND s.page_id IN (SELECT id FROM event_pages WHERE event_id = :eventId)`;

/** Takes hidden names out of the races, entries, rankings and changes that are stored. */
@Injectable()
export class HiddenRacers implements NameKeeper, OnModuleInit {
  readonly texts = TEXTS;

  constructor(
    private readonly keepers: NameKeepers,
    private readonly drivers: HiddenDrivers,
    private readonly changes: PageChangesStore,
  ) {}

  onModuleInit(): void {
    this.keepers.add(this);
  }

  spellings(transaction: EntityManager, name: NameToHide): Promise<string[]> {
    return spellingsAmong(transaction, NAMES, name);
  }

  async hide(transaction: EntityManager, name: NameToHide): Promise<void> {
    const names = await this.spellings(transaction, name);
    if (names.length === 0) return;
    const { trackId } = name;
    const events = await runSql<{ id: string; written: string[] }[]>(transaction, EVENTS, {
      trackId,
      names,
    });
    for (const { id, written } of events) {
      const numbers = await this.drivers.number(transaction, id, written);
      const instead = written.map((one) => hiddenNameOf(numbers.get(one)!));
      for (const statement of [HIDE_RESULTS, HIDE_ENTRIES, HIDE_RANKINGS]) {
        await runSql(transaction, statement, { eventId: id, written, instead });
      }
      await this.changes.hide(id, { written, instead }, transaction);
    }
  }
}
