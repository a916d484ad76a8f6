// LiveRC is down for an hour, in every way in which it can be. What is known is served all the time,
// with its age; when LiveRC is up again, everything is new.
import { withDatabase } from '../bench/database.mjs';
import { lastTwelveMonths, monthsOf } from '../bench/dates.mjs';
import { KilledApi } from '../bench/killed-api.mjs';
import { chooseTracks } from '../bench/sample.mjs';
import { seededRandom } from '../bench/seeded-random.mjs';
import { startSite } from '../bench/site.mjs';
import { percentile } from '../bench/statistics.mjs';
import { fact, goal } from '../bench/table.mjs';
import { pause } from './away.mjs';
import { failureOf, Searches } from './searches.mjs';
import { TrueAnswers } from './true-answers.mjs';

const MINUTES = 60;
const MINUTE_MS = 60_000;
const STEP_MINUTES = 5;
const TRACKS = 6;
/** So old that no copy counts any more. */
const EXPIRED_MS = 31 * 24 * 60 * MINUTE_MS;
const WELL_WITHIN_MS = 60_000;
const PAUSE_MS = 500;

const WAYS_TO_BE_DOWN = [
  { type: 'connection-reset' },
  { type: 'status', status: 503 },
  { type: 'hang' },
  { type: 'status', status: 503, retryAfter: 30 },
];

export async function measureDown({ seed, minutes = MINUTES, say }) {
  return withDatabase(async (_, databaseUrl, dataDir) => {
    const site = await startSite();
    const api = new KilledApi(site, dataDir, databaseUrl, { PREFETCH_REQUESTS_PER_DAY: '0' });
    try {
      await api.start();
      const outage = new Outage(site, api, seed, say);
      await outage.learn();
      await outage.goThrough(minutes);
      await outage.recover();
      return outage.toRows(minutes);
    } finally {
      await api.stop();
      await site.stop();
    }
  });
}

class Outage {
  range = lastTwelveMonths();
  /** Answers that say nothing of their age, or nothing at all, a line each. */
  wrong = [];
  times = [];

  constructor(site, api, seed, say) {
    Object.assign(this, { site, api, say, random: seededRandom(seed) });
    this.answers = new TrueAnswers(site, say);
    this.searches = new Searches(() => api.api, this.answers);
  }

  /** What will be known, and when it was read. */
  async learn() {
    const { club } = await chooseTracks(this.site, this.range);
    const taken = () => club.splice(this.random.below(club.length), 1)[0];
    this.slugs = Array.from({ length: TRACKS }, taken);
    for (const slug of this.slugs) await this.searches.stream(slug, this.range);
    await this.api.moveClock(EXPIRED_MS);
    this.readBefore = Date.now();
  }

  async goThrough(minutes) {
    for (let passed = 0; passed < minutes; passed += STEP_MINUTES) {
      await this.site.setFaults([{ effect: this.random.pick(WAYS_TO_BE_DOWN) }]);
      await Promise.all(this.slugs.map((slug) => this.searchAll(slug)));
      await this.api.moveClock(STEP_MINUTES * MINUTE_MS);
    }
  }

  async searchAll(slug) {
    for (const how of ['known', 'json', 'stream']) {
      const startedAt = performance.now();
      try {
        const found = await this.searches[how](slug, this.range);
        const lines =
          how === 'known' ? await this.whatLacksDays(slug, found) : this.whatIsNew(found);
        this.wrong.push(...lines.map((line) => `${how} of ${slug}: ${line}`));
      } catch (error) {
        this.wrong.push(`${how} of ${slug}: ${failureOf(error).code}`);
      }
      this.times.push(performance.now() - startedAt);
    }
  }

  async whatLacksDays(slug, { discovered_practice_days: days }) {
    const months = monthsOf(this.range);
    const known = await Promise.all(
      months.map((month) => this.answers.daysOf(slug, this.range, month)),
    );
    const count = known.flat().length;
    return days.length === count ? [] : [`${days.length} days of ${count}`];
  }

  /** Every month that was read is complete, old, and says so. */
  whatIsNew({ months }) {
    return months.flatMap(({ year, month, status, stale, practice_days: days, fetched_at: at }) => {
      const name = `${year}-${month}`;
      if (status !== 'complete') return [`${name} is ${status}`];
      if (days.length > 0 && !stale) return [`${name} is not marked as stale`];
      return Date.parse(at) <= this.readBefore ? [] : [`${name} was read at ${at}`];
    });
  }

  /** Something came meanwhile, and is found as soon as LiveRC is up. */
  async recover() {
    for (const slug of this.slugs) {
      const [{ date }] = await this.answers.daysOf(
        slug,
        this.range,
        this.range.endDate.slice(0, 7),
      );
      await this.site.uploadLate(slug, date, 2);
    }
    this.answers.forget();
    await this.site.setFaults([]);
    const upSince = performance.now();
    const deadline = upSince + WELL_WITHIN_MS;
    const ends = await Promise.all(this.slugs.map((slug) => this.untilNew(slug, deadline)));
    this.unfinished = ends.filter((isNew) => !isNew).length;
    this.recoveredMs = performance.now() - upSince;
  }

  async untilNew(slug, deadline) {
    for (;;) {
      const found = await this.searches.json(slug, this.range).catch(() => null);
      if (performance.now() > deadline) return false;
      if (found?.complete && found.months.every(({ stale }) => !stale)) return true;
      await pause(PAUSE_MS);
    }
  }

  toRows(minutes) {
    const { answers, wrong, slugs } = this;
    for (const line of wrong.slice(0, 20)) this.say(`WRONG, ${line}`);
    const p95 = percentile(this.times, 0.95) / 1000;
    const most = Math.max(...this.times) / 1000;
    return [
      goal(
        `LiveRC is down for ${minutes} minutes, ${slugs.length} tracks: answers without what is known`,
        `${wrong.length + answers.falseAnswers} of ${this.times.length}`,
        '0',
        wrong.length + answers.falseAnswers === 0,
      ),
      fact('— an answer takes, p95, most', `${p95.toFixed(1)} s, ${most.toFixed(1)} s`),
      goal(
        '— everything new and true, after it is up again',
        `${(this.recoveredMs / 1000).toFixed(1)} s, ${this.unfinished} unfinished`,
        '≤ 60 s',
        this.unfinished === 0,
      ),
    ];
  }
}
