// Whatever dies at whichever moment: two APIs, a worker, PostgreSQL and Redis are killed at random while
// people search and import. Afterwards nothing is lost, doubled or stuck. The same seed kills the
// same processes after the same pauses.
import { join } from 'node:path';
import { mkdir } from 'node:fs/promises';
import { KilledApi } from '../bench/killed-api.mjs';
import { lastTwelveMonths, monthsOf } from '../bench/dates.mjs';
import { judgeTrack } from '../bench/kills-judgement.mjs';
import { chooseTracks } from '../bench/sample.mjs';
import { seededRandom } from '../bench/seeded-random.mjs';
import { startSite } from '../bench/site.mjs';
import { fact, goal } from '../bench/table.mjs';
import { statusOf } from '../ports.mjs';
import { pause, withPostgres, withRedis } from './away.mjs';
import { KillLoad } from './kill-load.mjs';
import { Servant } from './servant.mjs';
import { leftBehind } from './stored-traces.mjs';

const MINUTES = 5;
const MINUTE_MS = 60_000;
const SHORTEST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 6_000;
const PAGE_MS = 60;
const WELL_WITHIN_MS = 60_000;
const LOOK_MS = 1_000;
const TRACKS = 12;

export function measureKills({ seed, minutes = MINUTES, say }) {
  return withPostgres((postgres, dataDir) =>
    withRedis(async (redis) => {
      const site = await startSite();
      const random = seededRandom(seed);
      const trial = new Trial({ site, postgres, redis, random, seed, say });
      try {
        await trial.start(dataDir);
        await trial.killAmidLoad(minutes * MINUTE_MS);
        await trial.untilGreen();
        await trial.judge();
        return trial.toRows(minutes);
      } finally {
        await trial.stop();
        await site.stop();
      }
    }),
  );
}

class Trial {
  kills = new Map();
  servants = [];

  constructor(parts) {
    Object.assign(this, parts);
  }

  async start(dataDir) {
    for (const [name, ROLE] of [
      ['first API', 'api'],
      ['second API', 'api'],
      ['worker', 'worker'],
    ]) {
      const folder = join(dataDir, name.replace(' ', '-'));
      await mkdir(folder);
      const env = { ROLE, REDIS_URL: this.redis.url, PREFETCH_REQUESTS_PER_DAY: '0' };
      const api = new KilledApi(this.site, folder, this.postgres.url, env);
      this.servants.push(new Servant(name, api, this.say));
    }
    // One migrates, and each API waits for the catalogue, which a worker reads.
    const [, , worker] = this.servants;
    await worker.start();
    for (const servant of this.servants.slice(0, 2)) await servant.start();
    const { club } = await chooseTracks(this.site, lastTwelveMonths());
    const slugs = club.slice(0, TRACKS);
    await this.site.setLatency(PAGE_MS);
    const apis = this.servants.slice(0, 2).map(({ api }) => api);
    const { site, seed, say } = this;
    this.load = new KillLoad({ site, seed, say, apis, slugs });
  }

  async stop() {
    for (const servant of this.servants) await servant.stop();
  }

  async killAmidLoad(durationMs) {
    const endsAt = performance.now() + durationMs;
    this.load.begin();
    while (performance.now() < endsAt) {
      await pause(SHORTEST_PAUSE_MS + this.random.below(LONGEST_PAUSE_MS - SHORTEST_PAUSE_MS));
      await this.kill(this.random.pick(['first API', 'second API', 'worker', 'postgres', 'redis']));
    }
    this.load.end();
    this.lastKillAt = performance.now();
  }

  /** What is still on its way up can't be killed: the next one is drawn. */
  async kill(name) {
    const servant = this.servants.find((each) => each.name === name);
    if (servant && !servant.isUp) return;
    if (name === 'postgres' && !this.postgres.mayBeKilled) return;
    this.kills.set(name, (this.kills.get(name) ?? 0) + 1);
    if (servant) await servant.kill();
    else if (name === 'postgres') await this.postgres.kill();
    else {
      await this.redis.kill();
      await this.redis.start();
    }
  }

  /** All processes ready, no lease, nothing queued, nothing open, and those who searched answered. */
  async untilGreen() {
    const deadline = this.lastKillAt + WELL_WITHIN_MS;
    const ended = this.load.ended.then(() => (this.loadEnded = true));
    do {
      this.left = [...(await this.notReady()), ...(await leftBehind(this.postgres.url))];
      if (!this.loadEnded) this.left.push('searches under way');
      if (this.left.length === 0) break;
      await pause(LOOK_MS);
    } while (performance.now() < deadline);
    this.greenMs = performance.now() - this.lastKillAt;
    await ended;
  }

  async notReady() {
    const states = await Promise.all(
      this.servants.map(async ({ name, api, isUp }) => {
        const isReady = isUp && (await statusOf(new URL('/readyz', api.api.base).href)) === 200;
        return isReady ? [] : [`${name} is not ready`];
      }),
    );
    return states.flat();
  }

  /** Every month that was searched, and every day that was imported, beside the site's truth. */
  async judge() {
    const [{ api }] = this.servants;
    this.wrong = [];
    for (const slug of this.load.slugs) {
      const searched = this.load.searched.has(slug);
      for (const month of searched ? monthsOf(lastTwelveMonths()) : []) {
        this.wrong.push(...(await judgeTrack(this.site, api, { slug, month })));
      }
    }
    for (const line of this.wrong) this.say(line);
  }

  toRows(minutes) {
    const { load, kills, left, wrong } = this;
    for (const line of left) this.say(`left: ${line}`);
    const killed = [...kills].map(([name, count]) => `${count} × ${name}`).join(', ');
    const own = this.servants.flatMap(({ endedByItself }) => endedByItself);
    const rowsOk = wrong.length === 0;
    const { falseAnswers, judged } = load.answers;
    return [
      goal(
        `kill -9 at random for ${minutes} minutes: rows lost, doubled or other than LiveRC's`,
        `${wrong.length}, in ${load.searched.size} tracks, ${load.imports} imports`,
        '0',
        rowsOk,
      ),
      fact('— killed', killed),
      goal('— processes that ended by themselves', String(own.length), '0', own.length === 0),
      goal('— false answers meanwhile', `${falseAnswers} of ${judged}`, '0', falseAnswers === 0),
      fact('— cut or refused meanwhile', load.failuresText()),
      goal(
        '— all ready, no lease, nothing queued or open, after the last kill',
        `${(this.greenMs / 1000).toFixed(1)} s${left.length > 0 ? `; left: ${left.join(', ')}` : ''}`,
        '≤ 60 s',
        left.length === 0,
      ),
    ];
  }
}
