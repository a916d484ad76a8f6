import type { ImportedPracticeDayDetail, PracticeSessionWithLaps } from '@trackside/contracts';
import { countedLaps } from '@trackside/lap-statistics';
import type { DayPart, PractisedDriver } from '@trackside/practice-days';
import type { Cell } from '../http/csv.js';
import type { WorkbookPlan } from '../http/workbook.js';
import type { FoundRow } from './export-rows.js';
import { DrivenClasses, SUMMARY_SHEET } from './driven-classes.js';
import { column, type ColumnOf, LAP_SHEET, rowOf, SESSION_SHEET } from './workbook-columns.js';

/**
 * Sessions with their laps as a workbook: who drove which class how, all sessions, all laps.
 *
 * @param preface what the workbook is of, above the summary: pairs of words
 */
export function sessionsWorkbook(preface: Cell[][]): WorkbookPlan<PracticeSessionWithLaps> {
  const classes = new DrivenClasses();
  return {
    sheets: [
      { name: 'Summary', columns: SUMMARY_SHEET, preface: [...preface, ...NOTES, []] },
      { name: 'Sessions', columns: SESSION_SHEET },
      { name: 'Laps', columns: LAP_SHEET },
    ],
    add(session, [, sessions, laps]) {
      classes.add(session);
      sessions!.add(rowOf(SESSION_SHEET, session));
      const counted = new Set(countedLaps(session.laps));
      for (const lap of session.laps) {
        laps!.add(rowOf(LAP_SHEET, { session, lap, counts: counted.has(lap) }));
      }
    },
    end([summary, , laps]) {
      for (const driven of classes.inOrder()) summary!.add(rowOf(SUMMARY_SHEET, driven));
      if (laps!.leftOut > 0)
        summary!.add([`${laps!.leftOut} laps found no room in the last sheet`]);
    },
  };
}

/** What a day's workbook is of. */
export function prefaceOfDay(day: ImportedPracticeDayDetail, part: DayPart): Cell[][] {
  return [
    ['Practice at', day.track_name],
    ['Date', day.date],
    ...wordsOf('Only', part.driver),
    ...wordsOf('Only class', part.className),
    ['LiveRC', day.url],
  ];
}

/** What a driver's workbook is of. */
export function prefaceOfDriver(driver: PractisedDriver, className: string | undefined): Cell[][] {
  return [
    ['Practice at', driver.track_name],
    ['Driver', driver.name],
    ...wordsOf('Only class', className),
    ['Days', driver.days.length],
    ['Sessions', driver.session_count],
    ['Laps', driver.lap_count],
    ...ofWhichDays(driver),
  ];
}

/** The sums are of all days, the figures below them of those whose laps are here. */
function ofWhichDays({ days }: PractisedDriver): Cell[][] {
  const imported = days.filter(({ event_id }) => event_id !== null).length;
  if (imported === 0 || imported === days.length) return [];
  return [
    ['Days imported', imported],
    [
      'Best lap',
      'is that of imported days, where the class has one: others count invalid laps, too.',
    ],
  ];
}

function wordsOf(what: string, name: string | undefined): Cell[][] {
  return name === undefined ? [] : [[what, name]];
}

const NOTES: Cell[][] = [
  [
    'Median and consistency',
    "are of the laps that count: valid ones that don't stand out in their session, as a crash does.",
  ],
];

const FOUND_SHEET: readonly ColumnOf<FoundRow>[] = [
  column('Kind', 'text', ({ kind }) => kind.replaceAll('_', ' ')),
  column('Date', 'text', ({ date, start_date }) => date ?? start_date ?? null),
  column('Last day', 'text', ({ end_date }) => end_date ?? null),
  column('Name', 'text', ({ name }) => name ?? null),
  column('Entries', 'count', ({ entries }) => entries ?? null),
  column('Drivers', 'count', (row) => row.drivers ?? row.unique_drivers ?? null),
  column('Classes', 'count', (row) => row.unique_classes ?? null),
  column('Sessions', 'count', (row) => row.session_count ?? null),
  column('Laps', 'count', (row) => row.total_laps ?? null),
  column('Time on track (s)', 'count', (row) => row.total_track_time_seconds ?? null),
  column('First session', 'text', (row) => row.time_range_start ?? null),
  column('Last session', 'text', (row) => row.time_range_end ?? null),
  column('LiveRC', 'text', ({ url }) => url ?? null),
];

/** Events and practice days as a workbook of one sheet. */
export function foundWorkbook(): WorkbookPlan<FoundRow> {
  return {
    sheets: [{ name: 'Events and practice', columns: FOUND_SHEET }],
    add: (row, [sheet]) => sheet!.add(rowOf(FOUND_SHEET, row)),
    end: () => undefined,
  };
}
