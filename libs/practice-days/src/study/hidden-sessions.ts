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
  { table: 'practice_sessions', column: 'laps_error_message' },
  { table: 'import_job_days', column: 'error_message' },
  { table: 'running_days', column: 'failure_message' },
];

const NAMES = `
  SELECT DISTINCT s.driver_name AS name FROM practice_sessions s
  JOIN practice_days d ON d.id = s.day_id
  WHERE NOT s.driver_hidden AND (:trackId::uuid IS NULL OR d.track_id = :trackId::uuid)
  UNION SELECT c.name FROM ${CHANGED_NAMES} c JOIN practice_days d ON d.id = c.owner_id
  WHERE :trackId::uuid IS NULL OR d.track_id = :trackId::uuid`;

/** Days are locked before their sessions, as by whoever stores a page. */
const LOCK_DAYS = `
  SELECT d.id FROM practice_days d
  WHERE (:trackId::uuid IS NULL OR d.track_id = :trackId::uuid) AND (EXISTS (
    SELECT FROM practice_sessions s
    WHERE s.day_id = d.id AND NOT s.driver_hidden AND s.driver_name = ANY (:names))
    OR d.id IN (SELECT owner_id FROM ${CHANGED_NAMES} c WHERE c.name = ANY (:names)))
  ORDER BY d.id FOR UPDATE`;

const NAMES_OF_DAY = `
  SELECT DISTINCT driver_name AS name FROM practice_sessions
  WHERE day_id = :dayId AND NOT driver_hidden AND driver_name = ANY (:names)
  UNION SELECT c.name FROM ${CHANGED_NAMES} c
  WHERE c.owner_id = :dayId AND c.name = ANY (:names)`;

const HIDE = `
  UPDATE practice_sessions s
  SET driver_name = hidden.instead, driver_hidden = true, transponder = NULL
  FROM unnest(:written::text[], :instead::text[]) AS hidden (written, instead)
  WHERE s.day_id = :dayId AND NOT s.driver_hidden AND s.driver_name = hidden.written`;

/** Changes nothing, and so tells every process that keeps answers about the track. */
const TELL = 'UPDATE practice_days SET reading = reading WHERE id = ANY (:dayIds)';

/** Takes hidden names out of the sessions that are stored, and out of what they showed before. */
@Injectable()
export class HiddenSessions implements NameKeeper, OnModuleInit {
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
    const days = await runSql<{ id: string }[]>(transaction, LOCK_DAYS, { trackId, names });
    for (const { id } of days) await this.hideOn(transaction, id, names);
    await runSql(transaction, TELL, { dayIds: days.map(({ id }) => id) });
  }

  private async hideOn(transaction: EntityManager, dayId: string, names: string[]): Promise<void> {
    const found = await runSql<{ name: string }[]>(transaction, NAMES_OF_DAY, { dayId, names });
    const written = found.map(({ name }) => name);
    const numbers = await this.drivers.number(transaction, dayId, written);
    const instead = written.map((name) => hiddenNameOf(numbers.get(name)!));
    await runSql(transaction, HIDE, { dayId, written, instead });
    await this.changes.hide(dayId, { written, instead }, transaction);
  }
}
