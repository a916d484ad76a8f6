// PostgreSQL is gone for half a minute while people search: the process stays up, says what is the
// matter, gives what it has in memory, and goes on by itself.
import { lastMonth, lastTwelveMonths } from '../bench/dates.mjs';
import { KilledApi } from '../bench/killed-api.mjs';
import { chooseTracks } from '../bench/sample.mjs';
import { startSite } from '../bench/site.mjs';
import { fact, goal } from '../bench/table.mjs';
import { statusOf } from '../ports.mjs';
import { pause, withPostgres } from './away.mjs';
import { failureOf, Searches } from './searches.mjs';
import { TrueAnswers } from './true-answers.mjs';

const GONE_MS = 30_000;
const PAUSE_MS = 250;
const PAGE_MS = 400;
const STREAMS = 3;
const WELL_WITHIN_MS = 60_000;
/** How long whoever asks may wait for being told that it is of no use. */
const MOST_WAIT_MS = 10_000;

export function measureDatabase({ say }) {
  return withPostgres(async (postgres, dataDir) => {
    const site = await startSite();
    const api = new KilledApi(site, dataDir, postgres.url, { PREFETCH_REQUESTS_PER_DAY: '0' });
    try {
      await api.start();
      const outage = new Outage(site, api, postgres, say);
      await outage.prepare();
      await outage.goThrough();
      await outage.recover();
      return outage.toRows();
    } finally {
      await api.stop();
      await site.stop();
    }
  });
}

class Outage {
  range = lastTwelveMonths();
  /** Of each kind of answer how many. */
  counts = new Map();
  wrong = [];
  slowestMs = 0;
  streamEnds = [];

  constructor(site, api, postgres, say) {
    Object.assign(this, { site, api, postgres, say });
    this.answers = new TrueAnswers(site, say);
    this.searches = new Searches(() => api.api, this.answers);
    this.exits = [];
    void api.api.child.exited.then((code) => this.exits.push(code));
  }

  async prepare() {
    const { club } = await chooseTracks(this.site, this.range);
    [this.known, this.unknown, ...this.streamed] = club.slice(0, STREAMS * 2 + 2);
    for (let times = 0; times < 3; times++) await this.searches.json(this.known, this.range);
    await this.site.setLatency(PAGE_MS);
  }

  async goThrough() {
    const streams = this.beginStreams();
    await pause(3 * PAGE_MS);
    this.isGone = true;
    const asking = Promise.all([
      this.whileGone(() => this.searches.json(this.known, this.range), 'what is kept'),
      this.whileGone(() => this.searches.known(this.known, this.range), 'search'),
      this.whileGone(() => this.searches.json(this.unknown, lastMonth()), 'unknown month'),
      this.whileGone(() => this.searches.stream(this.known, this.range), 'stream'),
    ]);
    await this.postgres.beGoneFor(GONE_MS);
    this.isGone = false;
    this.backSince = performance.now();
    await Promise.all([this.untilReady(), asking]);
    this.streamEnds = await Promise.all(streams);
  }

  /** Discoveries that are under way when the database goes: of a request, and in the background. */
  beginStreams() {
    const direct = this.streamed.slice(0, STREAMS).map((slug) => this.endOf('stream', slug));
    const timelines = this.streamed.slice(STREAMS).map((slug) => this.endOf('timeline', slug));
    return [...direct, ...timelines];
  }

  /** How a stream ended that was in flight. */
  async endOf(how, slug) {
    try {
      const { isWhole, months } = await this.searches[how](slug, this.range);
      const codes = months.filter(({ status }) => status === 'failed').map(({ code }) => code);
      return { how, isWhole, codes: [...new Set(codes)] };
    } catch (error) {
      return { how, isWhole: false, codes: [failureOf(error).code] };
    }
  }

  async whileGone(search, name) {
    while (this.isGone) {
      const startedAt = performance.now();
      const what = await search().then(
        () => 'answered',
        (error) => this.judgeFailure(name, failureOf(error)),
      );
      const tookMs = performance.now() - startedAt;
      this.slowestMs = Math.max(this.slowestMs, tookMs);
      if (tookMs > MOST_WAIT_MS) this.say(`${name}: ${what} after ${tookMs.toFixed(0)} ms`);
      const key = `${name}: ${what}`;
      this.counts.set(key, (this.counts.get(key) ?? 0) + 1);
      await pause(PAUSE_MS);
    }
  }

  /** The only right one is a 503 that says when to try again. */
  judgeFailure(name, { status, code, retryAfter }) {
    const isRight = status === 503 && Number(retryAfter) > 0;
    if (!isRight) this.wrong.push(`${name}: ${code}, Retry-After ${retryAfter}`);
    return code;
  }

  async untilReady() {
    const deadline = this.backSince + WELL_WITHIN_MS;
    this.isReady = await untilTrue(deadline, () => this.isReadyNow());
    this.readyMs = performance.now() - this.backSince;
  }

  async recover() {
    const deadline = this.backSince + WELL_WITHIN_MS;
    const slugs = [this.known, this.unknown, ...this.streamed];
    const ends = await Promise.all(
      slugs.map((slug) =>
        untilTrue(deadline, async () => (await this.searches.json(slug, this.range)).complete),
      ),
    );
    this.timelineEnded = await untilTrue(deadline, async () => {
      return (await this.searches.timeline(this.unknown, this.range)).complete;
    });
    this.unfinished = ends.filter((isComplete) => !isComplete).length;
    this.recoveredMs = performance.now() - this.backSince;
  }

  codesText() {
    return [...new Set(this.streamEnds.flatMap(({ codes }) => codes))].join(', ') || 'days';
  }

  async isReadyNow() {
    return (await statusOf(new URL('/readyz', this.api.api.base).href)) === 200;
  }

  toRows() {
    for (const line of this.wrong.slice(0, 20)) this.say(`WRONG, ${line}`);
    for (const [what, count] of this.counts) this.say(`${count} × ${what}`);
    const lies = this.answers.falseAnswers;
    const unnamed = this.streamEnds.filter(({ isWhole }) => !isWhole);
    for (const end of this.streamEnds) this.say(JSON.stringify(end));
    return [
      goal(
        `PostgreSQL is gone for ${GONE_MS / 1000} s: the process ends`,
        this.exits.length === 0 ? 'no' : `exit code ${this.exits}`,
        'no',
        this.exits.length === 0,
      ),
      goal(
        '— answers that are neither true nor a 503 with Retry-After',
        `${this.wrong.length + lies} of ${[...this.counts.values()].reduce((a, b) => a + b, 0)}`,
        '0',
        this.wrong.length + lies === 0,
      ),
      fact('— the slowest of them', `${(this.slowestMs / 1000).toFixed(1)} s`),
      goal(
        `— streams in flight (${this.streamEnds.length}) that were cut`,
        String(unnamed.length),
        '0',
        unnamed.length === 0,
      ),
      fact('— what these streams told of months that were under way', this.codesText()),
      goal(
        '— ready again, everything complete',
        `${(this.readyMs / 1000).toFixed(1)} s, ${(this.recoveredMs / 1000).toFixed(1)} s`,
        '≤ 60 s',
        this.isReady && this.unfinished === 0 && this.timelineEnded,
      ),
    ];
  }
}

/** Tries again until it is true or too late; a failure counts as not true. */
async function untilTrue(deadline, attempt) {
  for (;;) {
    if (await attempt().catch(() => false)) return performance.now() <= deadline;
    if (performance.now() > deadline) return false;
    await pause(PAUSE_MS);
  }
}
