import {
  equalCounts,
  isLessThanPrinted,
  isSum,
  type Reading,
  rowOf,
  type ShownDay,
} from './readings.js';

const MINUTE_MS = 60_000;
/** The key of a page without sessions. */
const NO_ROWS = '[]';

/**
 * What the pages that were served so far allow, by section 1 of the rule "deletion needs two
 * witnesses". Where the rule is silent the judge is lenient, and says so beside the function.
 */
export class WitnessOracle {
  readonly readings: Reading[] = [];
  /** Laps that were served of a session last, and when. */
  readonly laps = new Map<string, { count: number; elapsedMs: number; wallMs: number }>();

  /** What was found out about the readings so far. */
  private remembered = new Map<string, unknown>();
  private rememberedOf = 0;

  private remember<T>(what: string, find: () => T): T {
    if (this.rememberedOf !== this.readings.length) this.remembered = new Map();
    this.rememberedOf = this.readings.length;
    if (!this.remembered.has(what)) this.remembered.set(what, find());
    return this.remembered.get(what) as T;
  }

  /** Every session that any recognisable page showed, with the dates on whose pages it stood. */
  shown(): Map<string, Set<string>> {
    return this.remember('shown', () => this.findShown());
  }

  private findShown(): Map<string, Set<string>> {
    const shown = new Map<string, Set<string>>();
    for (const { days } of this.readings) {
      for (const [date, { rows }] of days) {
        for (const { source_session_id: id } of rows) {
          shown.set(id, (shown.get(id) ?? new Set()).add(date));
        }
      }
    }
    return shown;
  }

  /**
   * Sessions that have to be served, on whatever day. A page read while a connection was cut is no
   * promise, but it is a witness. A session that two days' pages show has to stand on one of them.
   *
   * @param before only readings before this place
   */
  mustServe(before = Infinity): Set<string> {
    return this.remember(`must ${before}`, () => this.findMustServe(before));
  }

  private findMustServe(before: number): Set<string> {
    const must = new Set<string>();
    for (const [id, dates] of this.shown()) {
      const promised = this.readings.some(
        (reading) =>
          reading.index < before &&
          reading.certain &&
          [...reading.days.values()].some((day) => rowOf(day, id)),
      );
      if (promised && ![...dates].every((date) => this.mayBeGone(id, date, before))) must.add(id);
    }
    return must;
  }

  /**
   * Whether two consistent readings, at least a minute apart, agree that the day's page has the
   * session no more. Both come after the page showed it last: a page that shows it again refutes the
   * witness before it.
   */
  mayBeGone(id: string, date: string, before = Infinity): boolean {
    const lastShown = this.readings.findLast(
      ({ index, days }) => index < before && rowOf(days.get(date), id),
    );
    if (!lastShown) return true;
    return this.pairs(date, before).some(([first]) => first.index > lastShown.index);
  }

  /**
   * Fewest laps with which the session may be served. Of one that stood on pages of several days the
   * least of them: a row on the page of a day that it does not belong to promises nothing.
   */
  fewestLaps(id: string, before = Infinity): number {
    const dates = [...(this.shown().get(id) ?? [])];
    const counts = dates.map((date) => this.fewestLapsOn(date, id, before));
    return counts.length > 0 ? Math.min(...counts) : 0;
  }

  private fewestLapsOn(date: string, id: string, before: number): number {
    const settled = this.pairs(date, before).filter(([, { days }]) => rowOf(days.get(date), id));
    const from = Math.max(-1, ...settled.map(([first]) => first.index));
    const counts = this.readings
      .filter(({ index, certain }) => certain && index >= from && index < before)
      .flatMap(({ days }) => rowOf(days.get(date), id)?.lap_count ?? []);
    return Math.max(0, ...counts);
  }

  /**
   * Two readings of the day that settle it: each consistent in itself, both pages asked anew in each,
   * equal in every row, at least a minute apart. Lenient: the calendar may have been read up to a
   * minute beside the day page, and a minute by either clock will do.
   */
  private pairs(date: string, before: number): [Reading, Reading][] {
    return this.remember(`pairs ${date} ${before}`, () => this.findPairs(date, before));
  }

  private findPairs(date: string, before: number): [Reading, Reading][] {
    const known = this.readings.filter(({ index, days }) => index < before && days.has(date));
    return known.flatMap((second, at) =>
      known
        .slice(0, at)
        .filter((first) => this.agree(first, second, date, before))
        .map((first): [Reading, Reading] => [first, second]),
    );
  }

  private agree(first: Reading, second: Reading, date: string, before: number): boolean {
    const [one, other] = [first.days.get(date)!, second.days.get(date)!];
    const apart =
      second.elapsedMs - first.elapsedMs >= MINUTE_MS ||
      Math.abs(second.wallMs - first.wallMs) >= MINUTE_MS;
    if (!apart || one.key !== other.key) return false;
    if (!isSum(one.rows, one.totals) || !isSum(other.rows, other.totals)) return false;
    const ofFirst = this.calendarsBeside(first, date, one, before);
    const ofSecond = this.calendarsBeside(second, date, other, before);
    return ofFirst.some((a) => ofSecond.some((b) => a !== b));
  }

  /** Places of readings whose calendar counts the day's rows, within a minute of the day's page. */
  private calendarsBeside(
    reading: Reading,
    date: string,
    { rows }: ShownDay,
    before: number,
  ): number[] {
    return this.readings
      .filter(
        ({ index, calendar, elapsedMs }) =>
          index < before &&
          calendar !== null &&
          (calendar.get(date) ?? 0) === rows.length &&
          Math.abs(elapsedMs - reading.elapsedMs) < MINUTE_MS,
      )
      .map(({ index }) => index);
  }

  /**
   * Whether the session must not be served on the date any more: two true readings of calendar and
   * day page, each in one ask that was not disturbed, at least a minute apart by a clock that kept
   * time between them, with the same rows, and no page since the first of them showed it there.
   */
  mustBeGone(id: string, date: string): boolean {
    const lastShown = this.readings.findLast(({ days }) => rowOf(days.get(date), id));
    return this.truePairs(date).some(
      ([first, second]) =>
        first.index > (lastShown?.index ?? -1) && !rowOf(second.days.get(date), id),
    );
  }

  /** Pairs of readings that leave no doubt about a date. */
  truePairs(date: string): [Reading, Reading][] {
    const whole = this.readings.filter(
      (reading) => reading.certain && reading.calendarTrue && reading.trueDays.has(date),
    );
    return whole.flatMap((second, at) =>
      whole
        .slice(0, at)
        .filter(
          (first) =>
            second.elapsedMs - first.elapsedMs >= MINUTE_MS &&
            this.clockKeptTime(first.index, second.index) &&
            equalCounts(first.calendar!, second.calendar!) &&
            first.days.get(date)!.key === second.days.get(date)!.key,
        )
        .map((first): [Reading, Reading] => [first, second]),
    );
  }

  /**
   * Whether two readings at least a minute apart agree in every row, give less than the page prints or
   * the calendar counts, and lack nothing that any page showed: then LiveRC's own figures are wrong.
   */
  hasWrongTotals(date: string): boolean {
    const last = this.readings.at(-1)!;
    const page = last.days.get(date);
    if (!page || page.rows.length === 0) return false;
    const counted = last.calendar?.get(date);
    const isLess = isLessThanPrinted(page) || page.rows.length < (counted ?? 0);
    if (!isLess || counted === undefined) return false;
    const lacks = [...this.shown()].some(([id, dates]) => {
      const laps = this.readings.flatMap(({ days }) => rowOf(days.get(date), id)?.lap_count ?? []);
      const isShared = dates.size > 1;
      return (
        dates.has(date) && (isShared || Math.max(...laps) > (rowOf(page, id)?.lap_count ?? -1))
      );
    });
    const isMuch = this.readings.some(({ calendar }) => (calendar?.get(date) ?? 0) > counted);
    if (lacks || isMuch) return false;
    return this.readings.some(
      (first) =>
        first.certain &&
        last.certain &&
        first.days.get(date)?.key === page.key &&
        JSON.stringify(first.days.get(date)!.totals) === JSON.stringify(page.totals) &&
        first.calendar?.get(date) === counted &&
        last.elapsedMs - first.elapsedMs >= MINUTE_MS &&
        this.clockKeptTime(first.index, last.index),
    );
  }

  private clockKeptTime(from: number, to: number): boolean {
    return this.readings.every(({ index, ahead }) => index < from || index > to || !ahead);
  }

  /**
   * Why the last reading contradicts what is known of the date; null when it does not, when the date
   * was not read in it, or when an earlier reading a minute ago agrees with it (then it is settled).
   */
  contradiction(date: string): string | null {
    const last = this.readings.at(-1)!;
    const before = last.index;
    const known = this.idsOf(date, before);
    if (last.calendar && !last.calendar.has(date) && known.length > 0) {
      if (this.mayBeSettled(date)) return null;
      return `the calendar lacks it, ${known.length} sessions are known`;
    }
    const day = last.days.get(date);
    if (!day || this.mayBeSettled(date)) return null;
    if (isLessThanPrinted(day)) return 'the page prints more than its rows give';
    const counted = last.calendar?.get(date) ?? 0;
    if (day.rows.length < counted) return `the calendar counts ${counted}`;
    const lacks = known.find((id) => !rowOf(day, id));
    if (lacks) return `session ${lacks} is not on the page`;
    const less = day.rows.find(
      (row) => row.lap_count < this.fewestLaps(row.source_session_id, before),
    );
    return less ? `session ${less.source_session_id} has lost laps` : null;
  }

  /**
   * How often the date was read, and when last, since it began to contradict; null when it does not,
   * or when a clock that jumped or a cut leaves that in doubt.
   *
   * Looks at what was known before the last reading, which may have asked for it.
   */
  openSince(date: string): { readings: number; lastMs: number } | null {
    const earlier = new WitnessOracle();
    let readings = 0;
    let lastMs = 0;
    for (const reading of this.readings.slice(0, -1)) {
      earlier.readings.push(reading);
      const speaksOfIt = reading.days.has(date) || reading.askedDates.has(date);
      const lacksIt = reading.calendar !== null && !reading.calendar.has(date);
      if (!reading.certain || reading.ahead) return null;
      if (!speaksOfIt && !lacksIt) continue;
      if (earlier.contradiction(date)) readings += 1;
      else if (reading.days.has(date) || !speaksOfIt) readings = 0;
      lastMs = reading.elapsedMs;
    }
    const { ahead } = this.readings.at(-1)!;
    return readings > 0 && !ahead ? { readings, lastMs } : null;
  }

  /** Lenient: any earlier reading of the day with the same rows, a minute ago by either clock. */
  private mayBeSettled(date: string): boolean {
    const last = this.readings.at(-1)!;
    const key = last.days.get(date)?.key ?? NO_ROWS;
    return this.readings.slice(0, -1).some((earlier) => {
      const then = earlier.days.get(date)?.key ?? (earlier.calendar?.has(date) ? null : NO_ROWS);
      const apart =
        last.elapsedMs - earlier.elapsedMs >= MINUTE_MS ||
        Math.abs(last.wallMs - earlier.wallMs) >= MINUTE_MS;
      return apart && then === key;
    });
  }

  /** Sessions that surely stand on this date: they have to be served, and stood on no other page. */
  idsOf(date: string, before: number): string[] {
    const shown = this.shown();
    return [...this.mustServe(before)].filter((id) => {
      const dates = shown.get(id)!;
      return dates.size === 1 && dates.has(date);
    });
  }
}
