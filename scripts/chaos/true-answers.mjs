// Whether what is served is true. A day that is given is as LiveRC shows it, what is missing is named
// as missing, and nobody is told that there is nothing where there is something.
import { isDeepStrictEqual } from 'node:util';
import { monthsOf } from '../bench/dates.mjs';

/** So many false answers are told in full; the others are counted. */
const MOST_TOLD = 20;

/** `2025-10` of a month that has `year` and `month`. */
export function nameOf({ year, month }) {
  return `${year}-${String(month).padStart(2, '0')}`;
}

/**
 * What is false about a month as it was told, a line each.
 *
 * @param told `status`, `practice_days` and `missing_dates`, as in the contract
 * @param trueDays the days of the month that lie in the range
 */
export function judgeMonth({ status, practice_days: days, missing_dates: missing }, trueDays) {
  const trueByDate = new Map(trueDays.map((day) => [day.date, day]));
  const given = new Set(days.map(({ date }) => date));
  const wrong = [];
  if (given.size !== days.length) wrong.push('a day is given twice');
  for (const day of days) {
    const trueDay = trueByDate.get(day.date);
    if (!trueDay) wrong.push(`${day.date} is given, and there was no practice`);
    else if (!isDeepStrictEqual(day, trueDay))
      wrong.push(`${day.date} is given otherwise than it is`);
  }
  if (status === 'failed') return wrong;
  const named = new Set(status === 'complete' ? [] : missing);
  for (const { date } of trueDays) {
    if (!given.has(date) && !named.has(date)) wrong.push(`${date} is neither given nor missing`);
  }
  return wrong;
}

/** Compares answers with the site's truth, and keeps what was false. */
export class TrueAnswers {
  judged = 0;
  falseAnswers = 0;
  trueDays = new Map();

  constructor(site, say) {
    Object.assign(this, { site, say });
  }

  /** Days of LiveRC, newest first. */
  async daysOf(slug, { startDate, endDate }, month) {
    const key = `${slug}/month/${month}`;
    if (!this.trueDays.has(key)) this.trueDays.set(key, this.site.truth(key));
    const { practice_days: days } = await this.trueDays.get(key);
    return days.filter(({ date }) => date >= startDate && date <= endDate);
  }

  /** Pages change from now on, as after a late upload. */
  forget() {
    this.trueDays.clear();
  }

  /** One answer that tells each month of the range once; `how` says where it came from. */
  async judge(how, slug, range, months) {
    const wrong = [];
    const expected = monthsOf(range).toSorted().join();
    const named = months.map(nameOf).toSorted().join();
    if (named !== expected) wrong.push(`tells the months ${named}, not ${expected}`);
    for (const month of months) {
      const name = nameOf(month);
      const lines = judgeMonth(month, await this.daysOf(slug, range, name));
      wrong.push(...lines.map((line) => `${name} (${month.status}): ${line}`));
    }
    this.note(how, slug, wrong);
  }

  /** Days that are known in the database: each is true, as far as it is told. */
  async judgeKnown(how, slug, range, days) {
    const wrong = [];
    for (const { fetched_at: fetchedAt, ...day } of days) {
      const trueDays = await this.daysOf(slug, range, day.date.slice(0, 7));
      const trueDay = trueDays.find(({ date }) => date === day.date);
      const isSummarised = day.total_laps !== null;
      const isTrue = isSummarised
        ? isDeepStrictEqual(day, trueDay)
        : day.session_count === trueDay?.session_count;
      if (!isTrue) wrong.push(`${day.date} is given otherwise than it is`);
      if (!fetchedAt) wrong.push(`${day.date} has no age`);
    }
    this.note(how, slug, wrong);
  }

  note(how, slug, wrong) {
    this.judged += 1;
    if (wrong.length === 0) return;
    this.falseAnswers += 1;
    if (this.falseAnswers <= MOST_TOLD) this.say(`FALSE, ${how} of ${slug}: ${wrong.join('; ')}`);
  }
}
