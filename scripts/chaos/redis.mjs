// Redis hangs, refuses, is killed and comes back while people search: no request may fail, and none
// may notice. Each month is asked for once, so that no process has it in its own memory.
import { join } from 'node:path';
import { mkdir } from 'node:fs/promises';
import { startApi } from '../bench/api.mjs';
import { lastTwelveMonths, monthsOf } from '../bench/dates.mjs';
import { chooseTracks } from '../bench/sample.mjs';
import { startSite } from '../bench/site.mjs';
import { median, percentile } from '../bench/statistics.mjs';
import { fact, goal } from '../bench/table.mjs';
import { pause, withPostgres, withRedis } from './away.mjs';
import { sendPaced } from './paced-load.mjs';

const PER_SECOND = 20;
const SLOT_MS = 8_000;
const ROUNDS = 1;
const TRACKS = 100;
const AT_A_TIME = 6;
const MOST_SLOWER_MS = 50;
/** Redis that was away is asked again after that. */
const BACK_MS = 6_000;

/** What becomes of Redis within a slot, and how it is mended after it. */
const TROUBLES = {
  hangs: {
    begin: (redis) => redis.freeze(),
    end: (redis) => redis.thaw(),
  },
  'is killed': {
    begin: (redis) => redis.kill(),
    end: (redis) => redis.start(),
  },
  'is restarted': {
    begin: async (redis) => {
      await redis.kill();
      await redis.start();
    },
    end: () => undefined,
  },
};

export function measureRedis({ say }) {
  return withPostgres((postgres, dataDir) =>
    withRedis(async (redis) => {
      const site = await startSite();
      const apis = [];
      const env = { REDIS_URL: redis.url, PREFETCH_REQUESTS_PER_DAY: '0' };
      const start = async (name) => {
        const folder = join(dataDir, name);
        await mkdir(folder);
        apis.push(await startApi(site, folder, postgres.url, { env }));
        return apis.at(-1);
      };
      try {
        const questions = await prepare(site, await start('reader-before'));
        const trial = new Trial(redis, await start('asked'), questions, say);
        await trial.run();
        return trial.toRows();
      } finally {
        for (const api of apis) await api.stop();
        await site.stop();
      }
    }),
  );
}

/** Months that another process has read: they are in Redis and in the database. */
async function prepare(site, api) {
  const range = lastTwelveMonths();
  const slugs = (await chooseTracks(site, range)).club.slice(0, TRACKS);
  const left = [...slugs];
  const work = async () => {
    for (let slug = left.pop(); slug; slug = left.pop()) await api.collect(slug, range);
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, work));
  // Of the month that can still change nothing is kept for long.
  const months = monthsOf(range).slice(1);
  return slugs.flatMap((slug) => months.map((month) => ({ slug, month })));
}

class Trial {
  well = [];
  trouble = Object.fromEntries(Object.keys(TROUBLES).map((name) => [name, []]));

  constructor(redis, api, questions, say) {
    Object.assign(this, { redis, api, questions, say });
  }

  async run() {
    // The first ones of a new process are slow by themselves.
    await this.ask(2_000);
    for (let round = 0; round < ROUNDS; round++) {
      for (const [name, { begin, end }] of Object.entries(TROUBLES)) {
        this.well.push(...(await this.ask(SLOT_MS)));
        const asked = this.ask(SLOT_MS);
        await pause(SLOT_MS / 8);
        await begin(this.redis);
        this.trouble[name].push(...(await asked));
        await end(this.redis);
        await pause(BACK_MS);
      }
    }
  }

  ask(durationMs) {
    return sendPaced(PER_SECOND, durationMs, () => {
      const question = this.questions.pop();
      if (!question) throw new Error('there are too few months for so many requests');
      return [`${this.api.base}/practice-days/discover`, this.bodyOf(question)];
    });
  }

  bodyOf({ slug, month }) {
    const [year, number] = month.split('-').map(Number);
    const body = { track_id: this.api.trackIds.get(slug), year, month: number };
    const headers = { 'Content-Type': 'application/json' };
    return { method: 'POST', headers, body: JSON.stringify(body) };
  }

  toRows() {
    const p95 = (answers) =>
      percentile(
        answers.map(({ tookMs }) => tookMs),
        0.95,
      );
    const all = [this.well, ...Object.values(this.trouble)].flat();
    const failed = all.filter(({ failure }) => failure);
    for (const { failure } of failed.slice(0, 5)) this.say(String(failure));
    const times = this.well.map(({ tookMs }) => tookMs);
    return [
      goal(
        'Redis hangs, is killed, is restarted in mid-run: failed requests',
        `${failed.length} of ${all.length}`,
        '0',
        failed.length === 0,
      ),
      fact(
        `— months from Redis and database, ${PER_SECOND}/s, well: median, p95`,
        `${median(times).toFixed(0)} ms, ${p95(this.well).toFixed(0)} ms`,
      ),
      ...Object.entries(this.trouble).map(([name, answers]) => {
        const more = p95(answers) - p95(this.well);
        return goal(
          `— it ${name}: p95 grows by`,
          `${more.toFixed(0)} ms`,
          `< ${MOST_SLOWER_MS} ms`,
          more < MOST_SLOWER_MS,
        );
      }),
    ];
  }
}
