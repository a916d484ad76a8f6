import { join } from 'node:path';
import type {
  DriverAtTrack,
  ImportedPracticeSession,
  Lap,
  Page,
  PracticeSessionWithLaps,
} from '@trackside/contracts';
import type { StatisticName } from './page-by-hand.js';
import { dataOf, get } from './requests.js';
import type { Reachable } from './trackside.js';

/** Of the page's own types, which are checked with it, as much as a suite of the server needs. */
export interface PageFigures {
  shownOnDay(
    answers: DayAnswers,
    person: string,
    className: string,
    statistic: StatisticName,
  ): Record<string, unknown>;
  classOfDriverPage(driver: DriverAtTrack): string | null;
  shownOfDriver(
    driver: DriverAtTrack,
    statistic: StatisticName,
  ): { tiles: Record<string, string>; tables: string[][][] };
}

/** What the page of a day asks for. */
export interface DayAnswers {
  date: string;
  sessions: ImportedPracticeSession[];
  laps: ReadonlyMap<string, Lap[]>;
}

/** The code by which the page makes its sentences, tiles, tables and charts. */
export async function loadPage(): Promise<PageFigures> {
  // Its own compiler resolves imports as a bundler does: to the server's it is a value.
  const path = join(import.meta.dirname, '../../../apps/web/src/test/shown-figures.ts');
  return (await import(path)) as PageFigures;
}

export async function readDay(stage: Reachable, dayId: string, date: string): Promise<DayAnswers> {
  const path = `/practice-days/${dayId}/sessions`;
  const { items: sessions } = dataOf(await get<Page<ImportedPracticeSession>>(stage, path));
  const whole = await get<Page<PracticeSessionWithLaps>>(stage, `${path}?include_laps=true`);
  return { date, sessions, laps: new Map(dataOf(whole).items.map(({ id, laps }) => [id, laps])) };
}
