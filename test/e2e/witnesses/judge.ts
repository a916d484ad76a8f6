import type { ServedDay, ServedSession, View } from './served-view.js';
import type { ShownRow } from './site-pages.js';
import type { WitnessOracle } from './witness-oracle.js';
import { rowOf } from './readings.js';

/** What a sequence broke. */
export class Broken extends Error {
  constructor(
    readonly rule: Rule,
    what: string,
  ) {
    super(`${rule}: ${what}`);
  }
}

/** The sentences of section 1, each under a word. */
export type Rule =
  /** Never less than what two consistent readings agree on. */
  | 'lost'
  /** Nothing that no page showed. */
  | 'invented'
  /** After two true readings nothing else is served. */
  | 'kept'
  /** After one true reading everything it shows is stored as it shows it. */
  | 'not as shown'
  /** A page that contradicts is told of. */
  | 'untold'
  /** A true page that lacks nothing is not told of as missing. */
  | 'told for nothing'
  /** Counts are those of the sessions that are given. */
  | 'counts'
  /** Asked again, and never kept as complete. */
  | 'frozen'
  /** Answers of the right kind. */
  | 'status'
  /** After everything was true for long enough, all is as LiveRC shows it. */
  | 'unhealed';

export const RULES: Rule[] = [
  ...(['lost', 'invented', 'kept', 'not as shown', 'untold'] as const),
  ...(['told for nothing', 'counts', 'frozen', 'status', 'unhealed'] as const),
];

/** Judges what is told after a reading, by what all readings so far allow. */
export function judge(oracle: WitnessOracle, view: View): Broken[] {
  const broken: Broken[] = [];
  const say = (rule: Rule, what: string) => broken.push(new Broken(rule, what));
  const listed = daysWithSessions(view);
  judgeLosses(oracle, view, say);
  judgeLaps(oracle, view, say);
  for (const day of listed) {
    judgeTruth(oracle, view, day, say);
    if (oracle.readings.at(-1)!.certain) judgeCounts(day, say);
  }
  judgeShown(oracle, listed, say);
  if (view.discovered) judgeTelling(oracle, view, say);
  return broken;
}

const WEEK_MS = 7 * 24 * 3_600_000;

type Say = (rule: Rule, what: string) => void;

function daysWithSessions(view: View): ServedDay[] {
  return [...(view.discovered?.days ?? []), ...view.imported];
}

function judgeLosses(oracle: WitnessOracle, view: View, say: Say): void {
  const must = oracle.mustServe();
  if (view.discovered) {
    const given = new Map(
      view.discovered.days.flatMap(({ sessions }) =>
        (sessions ?? []).map((one): [string, ServedSession] => [one.source_session_id, one]),
      ),
    );
    for (const id of must) {
      const session = given.get(id);
      if (!session) say('lost', `session ${id} is not in the discovered month`);
      else if ((session.lap_count ?? 0) < oracle.fewestLaps(id)) {
        say('lost', `session ${id} has ${session.lap_count} laps, not ${oracle.fewestLaps(id)}`);
      }
    }
  }
  for (const date of datesOf(oracle)) judgeStoredDay(oracle, view, date, say);
}

/** What the database alone gives of a date: by sessions where it is imported, else by counts. */
function judgeStoredDay(oracle: WitnessOracle, view: View, date: string, say: Say): void {
  const ids = oracle.idsOf(date, Infinity);
  if (ids.length === 0) return;
  const imported = view.imported.find((day) => day.date === date);
  for (const id of imported ? ids : []) {
    const session = imported?.sessions?.find((one) => one.source_session_id === id);
    if (!session) say('lost', `session ${id} is not in the imported ${date}`);
    else if ((session.lap_count ?? 0) < oracle.fewestLaps(id)) {
      say('lost', `session ${id} has ${session.lap_count} laps in the imported ${date}`);
    }
  }
  const day = imported ?? view.known.find((one) => one.date === date);
  const laps = ids.reduce((sum, id) => sum + oracle.fewestLaps(id), 0);
  if (!day) say('lost', `${date} is not known, with ${ids.length} sessions`);
  else if (day.session_count < ids.length || (day.total_laps ?? 0) < laps) {
    const told = `${day.session_count} sessions and ${day.total_laps} laps`;
    say('lost', `${date} is told with ${told}, not ${ids.length} and ${laps}`);
  }
}

/**
 * Laps that were here once stay, as long as their session does. One that was gone for less than a
 * week comes back with them.
 */
function judgeLaps(oracle: WitnessOracle, view: View, say: Say): void {
  const { elapsedMs, wallMs } = oracle.readings.at(-1)!;
  const must = oracle.mustServe();
  for (const { date, sessions } of view.imported) {
    for (const { source_session_id: id, laps } of sessions ?? []) {
      const seen = oracle.laps.get(id);
      const count = laps?.length ?? 0;
      const isRecent = seen && Math.max(elapsedMs - seen.elapsedMs, wallMs - seen.wallMs) < WEEK_MS;
      const least = isRecent ? Math.min(seen.count, oracle.fewestLaps(id)) : 0;
      if (must.has(id) && count < least) {
        say('lost', `session ${id} of ${date} has ${count} of its ${least} laps`);
      }
      oracle.laps.set(id, { count, elapsedMs, wallMs });
    }
  }
}

function judgeTruth(oracle: WitnessOracle, view: View, day: ServedDay, say: Say): void {
  const shown = oracle.shown();
  const isImported = view.imported.some(({ date }) => date === day.date);
  const isGone = oracle
    .truePairs(day.date)
    .some(([, { days }]) => days.get(day.date)?.rows.length === 0);
  for (const { source_session_id: id } of day.sessions ?? []) {
    if (!shown.get(id)?.has(day.date)) say('invented', `session ${id} on ${day.date}`);
    // A day that somebody imported stays, with its sessions, also when LiveRC has it no more.
    else if (oracle.mustBeGone(id, day.date) && !(isImported && isGone)) {
      say('kept', `session ${id} on ${day.date}`);
    }
  }
}

function judgeCounts(day: ServedDay, say: Say): void {
  const sessions = day.sessions ?? [];
  const laps = sessions.reduce((sum, { lap_count }) => sum + (lap_count ?? 0), 0);
  if (day.session_count !== sessions.length || day.total_laps !== laps) {
    const told = `${day.session_count} sessions and ${day.total_laps} laps`;
    say('counts', `${day.date} tells ${told}, and gives ${sessions.length} and ${laps}`);
  }
}

/**
 * A true page that contradicts nothing is given row by row. Of one that contradicts, because it
 * lacks what is known, this is asked for sessions alone that nobody had shown before: "only what is
 * new or more is taken".
 */
function judgeShown(oracle: WitnessOracle, listed: ServedDay[], say: Say): void {
  const last = oracle.readings.at(-1)!;
  if (!last.certain) return;
  for (const date of last.trueDays) {
    const page = last.days.get(date)!;
    const contradicts = contradictsAtAll(oracle, date);
    for (const row of page.rows) {
      const isNew = !oracle.readings
        .slice(0, -1)
        .some(({ days }) => [...days.values()].some((d) => rowOf(d, row.source_session_id)));
      // Which of two days has it is for its own page to say.
      const isShared = oracle.shown().get(row.source_session_id)!.size > 1;
      if (isShared || (contradicts && !isNew)) continue;
      for (const day of listed.filter((one) => one.date === date)) {
        const given = day.sessions?.find((one) => one.source_session_id === row.source_session_id);
        if (!given || !isAsShown(given, row)) {
          say('not as shown', `${date}: ${JSON.stringify(row)}, given ${JSON.stringify(given)}`);
        }
      }
    }
  }
}

/** Whether the last page of the date gives less than anything known, settled or not. */
function contradictsAtAll(oracle: WitnessOracle, date: string): boolean {
  const last = oracle.readings.at(-1)!;
  const page = last.days.get(date)!;
  if (page.rows.length < (last.calendar?.get(date) ?? 0)) return true;
  const earlier = oracle.readings.slice(0, -1).flatMap(({ days }) => days.get(date)?.rows ?? []);
  return earlier.some((row) => {
    const now = rowOf(page, row.source_session_id);
    return !now || now.lap_count < row.lap_count;
  });
}

function isAsShown(given: ServedSession, row: ShownRow): boolean {
  return (
    given.driver_name === row.driver_name &&
    given.class_name === row.class_name &&
    given.transponder === row.transponder &&
    given.started_at === row.started_at &&
    given.duration_seconds === row.duration_seconds &&
    given.lap_count === row.lap_count
  );
}

function judgeTelling(oracle: WitnessOracle, view: View, say: Say): void {
  const { month, days } = view.discovered!;
  const last = oracle.readings.at(-1)!;
  for (const date of datesOf(oracle)) {
    const day = days.find((one) => one.date === date);
    const why = oracle.contradiction(date);
    const entry = (month.missing ?? []).find((one) => one.date === date);
    const isNamed = month.missing_dates.includes(date);
    if (why && last.certain && !isNamed) say('untold', `${date} is not missing: ${why}`);
    // Where the day's own page could not be recognised either, its code may stand for both.
    else if (why && last.certain && !wasUnreadable(oracle, date)) {
      if (entry?.code !== 'LIVERC_PAGE_INCOMPLETE') {
        say('untold', `${date} is missing with ${entry?.code}: ${why}`);
      } else if (day?.verified === true) say('untold', `${date} is verified: ${why}`);
    }
    if (isNamed && !why && isBeyondDoubt(oracle, date)) {
      say('told for nothing', `${date} is missing: ${entry?.code} ${entry?.message}`);
    }
    if (oracle.hasWrongTotals(date)) {
      if (isNamed) say('told for nothing', `${date} is missing, and LiveRC's totals are wrong`);
      else if (day?.verified !== false)
        say('untold', `${date} is ${day?.verified}, totals are wrong`);
    }
    if (!why && isBeyondDoubt(oracle, date) && day?.verified === false) {
      say('told for nothing', `${date} is not verified`);
    }
  }
}

function wasUnreadable(oracle: WitnessOracle, date: string): boolean {
  const { askedDates, days } = oracle.readings.at(-1)!;
  return askedDates.has(date) && !days.has(date);
}

/** The last reading is true and undisturbed, and gives no less of the date than any page before. */
function isBeyondDoubt(oracle: WitnessOracle, date: string): boolean {
  const last = oracle.readings.at(-1)!;
  if (!last.certain || !last.calendarTrue || !last.trueDays.has(date)) return false;
  const shown = oracle.shown();
  const page = last.days.get(date)!;
  const isShared = [...shown].some(([, dates]) => dates.has(date) && dates.size > 1);
  return !isShared && page.rows.length > 0 && !contradictsAtAll(oracle, date);
}

function datesOf(oracle: WitnessOracle): Set<string> {
  return new Set(
    oracle.readings.flatMap(({ days, calendar }) => [...days.keys(), ...(calendar?.keys() ?? [])]),
  );
}
