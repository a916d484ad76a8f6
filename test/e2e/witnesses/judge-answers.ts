import { Broken } from './judge.js';
import type { Ask } from './sequences.js';
import type { View } from './served-view.js';
import type { WorldDates } from './site-world.js';
import type { StandAnswer } from './stand.js';
import type { WitnessOracle } from './witness-oracle.js';

const SECOND_MS = 1000;

/** Judges an answer as such, and which pages were asked for; nothing is said of one that was cut. */
export function judgeAnswer(
  oracle: WitnessOracle,
  where: WorldDates,
  ask: Ask,
  answer: StandAnswer | null,
  before: View | null,
): Broken[] {
  const last = oracle.readings.at(-1)!;
  if (!last.certain || !answer) return [];
  const { status, body } = answer;
  const said = `${JSON.stringify(ask)} gave ${status} ${JSON.stringify(body.error ?? body.data)}`;
  const reasons = body.data?.month?.missing ?? [];
  const isOurs = reasons.some(({ code }: { code: string }) => code === 'INTERNAL_ERROR');
  if (status === 500 || isOurs) return [new Broken('status', said)];
  if (ask.type === 'ingest') {
    const date = where.dates[ask.day % where.dates.length]!;
    const why = whyWrong(oracle, date, answer, before);
    return why ? [new Broken('status', `${said}: ${why}`)] : [];
  }
  return status === 200 ? judgeAsking(oracle, where) : [];
}

/** Why an import's answer is not what its page calls for; null when it is. */
function whyWrong(
  oracle: WitnessOracle,
  date: string,
  { status, body }: StandAnswer,
  before: View | null,
): string | null {
  const last = oracle.readings.at(-1)!;
  const page = last.days.get(date);
  const wasImported = before?.imported.some((day) => day.date === date) ?? false;
  if (!page) {
    // Not asked for: discovery has read the day lately. Asked for, and not the page asked for.
    if (!last.askedDates.has(date)) return status < 300 ? null : 'nothing was wrong';
    return status >= 500 ? null : 'the page was not that of the day';
  }
  if (page.rows.length > 0) {
    const expected = wasImported ? 200 : 201;
    if (status !== expected) return `expected ${expected}`;
    return judgeJob(oracle, date, body.data.state);
  }
  const known = oracle.idsOf(date, last.index);
  if (known.length > 0 && oracle.contradiction(date)) {
    const isNamed = status === 502 && body.error.code === 'LIVERC_PAGE_INCOMPLETE';
    return isNamed ? null : 'the day is known with sessions, and its page is empty';
  }
  const isUnheardOf =
    ![...oracle.shown().values()].some((dates) => dates.has(date)) &&
    !oracle.readings.some(({ calendar }) => calendar?.has(date));
  return isUnheardOf && status !== 404 ? 'nobody knows of practice that day' : null;
}

/** A job stays open until the second reading of a page that contradicts. */
function judgeJob(oracle: WitnessOracle, date: string, state: string): string | null {
  const why = oracle.contradiction(date);
  const hasEnded = state === 'completed' || state === 'failed';
  return why && hasEnded ? `the job is over, and ${why}` : null;
}

/**
 * A date whose page contradicted is asked for again by the next request that wants it: after 5 s for
 * the first time, and whenever the last time was ten minutes ago. Judged only while the clock keeps
 * time; a calendar read anew counts where it was the calendar that lacked the date.
 */
function judgeAsking(oracle: WitnessOracle, where: WorldDates): Broken[] {
  const last = oracle.readings.at(-1)!;
  return where.dates.flatMap((date) => {
    const open = oracle.openSince(date);
    if (!open || last.askedDates.has(date) || last.calendarAsked) return [];
    const pause = open.readings === 1 ? 6 * SECOND_MS : 601 * SECOND_MS;
    const waited = last.elapsedMs - open.lastMs;
    if (waited < pause) return [];
    return [new Broken('frozen', `${date} was not asked for again after ${waited / 1000} s`)];
  });
}
