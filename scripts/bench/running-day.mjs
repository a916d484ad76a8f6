// A practice day that a thousand people follow on two replicas, with a worker beside them: what a look
// costs, how soon a session is with everybody, and whether a kill of the replica that looks is noticed.
import { setTimeout as pause } from 'node:timers/promises';
import { startApi } from './api.mjs';
import { withDatabase } from './database.mjs';
import { Follower } from './followers.mjs';
import { askJson } from './http-client.mjs';
import { startSite } from './site.mjs';
import { percentile } from './statistics.mjs';
import { fact, goal } from './table.mjs';

const FOLLOWERS = 1_000;
const INTERVAL_MS = 5_000;
/** Besides the interval, until everybody has a session with its laps. */
const PATIENCE_MS = 2_000;
const ROUNDS = 6;
const PAGE_MS = 200;
const SLUG = 'tallowick';

export async function measureRunningDay({ say }) {
  return withDatabase(async (_, databaseUrl, dataDir) => {
    const crowd = new Crowd(dataDir, databaseUrl, say);
    try {
      await crowd.start();
      return [
        ...(await crowd.measureRounds()),
        ...(await crowd.measureKill()),
        ...(await crowd.end()),
      ];
    } finally {
      await crowd.stop();
    }
  });
}

class Crowd {
  followers = [];
  today = new Date().toISOString().slice(0, 10);

  constructor(dataDir, databaseUrl, say) {
    Object.assign(this, { dataDir, databaseUrl, say });
  }

  async start() {
    this.site = await startSite();
    await this.site.setLatency(PAGE_MS);
    await this.site.uploadLate(SLUG, this.today, 3);
    const env = {
      LIVE_DAY_INTERVAL_SECONDS: String(INTERVAL_MS / 1000),
      PREFETCH_REQUESTS_PER_DAY: '0',
    };
    this.worker = await this.startOne({ ...env });
    this.apis = [];
    for (let count = 0; count < 2; count += 1) {
      this.apis.push(await this.startOne({ ...env, ROLE: 'api' }));
    }
    const trackId = this.apis[0].trackIds.get(SLUG);
    this.followers = Array.from({ length: FOLLOWERS }, () => new Follower(trackId));
    const startedAt = performance.now();
    this.followers.forEach((each, place) => each.follow(this.apis[place % 2].base));
    await this.until(() => this.followers.every((each) => each.readAt.size >= 3), 60_000);
    this.say(`all have begun after ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
  }

  startOne(env) {
    return startApi(this.site, this.dataDir, this.databaseUrl, { env });
  }

  async measureRounds() {
    await this.site.forgetRequests();
    const startedAt = performance.now();
    const waits = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      await pause((INTERVAL_MS * round) / ROUNDS);
      waits.push(...(await this.upload()));
    }
    const { by_page: pages, by_url: byUrl } = await this.site.requests();
    const looks = Math.floor((performance.now() - startedAt) / INTERVAL_MS) + 1;
    const most = Math.max(...waits);
    const sessions = Object.entries(byUrl).filter(([url]) => url.includes('view_session'));
    return [
      goal(
        `A running day, ${FOLLOWERS} followers on two replicas: a session with its laps is with all`,
        `${most.toFixed(0)} ms after it appears (median ${percentile(waits, 0.5).toFixed(0)} ms)`,
        `≤ ${INTERVAL_MS + PATIENCE_MS} ms`,
        most <= INTERVAL_MS + PATIENCE_MS,
      ),
      goal('— day pages', `${pages.day}`, `≤ ${looks}, one a look`, pages.day <= looks),
      fact('— pages by kind, sessions', `${JSON.stringify(pages)} ${sessions.length}`),
    ];
  }

  async measureKill() {
    await this.site.setFaults([
      { match: { page: 'day' }, times: 1, effect: { type: 'delay', ms: 3_000 } },
    ]);
    let victim;
    await this.until(async () => {
      const loads = await Promise.all(
        this.apis.map(async ({ base }) => (await askJson(`${base}/status`)).data.queue.in_flight),
      );
      victim = loads.findIndex((inFlight) => inFlight > 0);
      return victim >= 0;
    });
    const survivor = this.apis[1 - victim];
    const begun = this.followers.map((each) => each.count('started'));
    this.apis[victim].child.kill('SIGKILL');
    const waits = await this.upload(() => {
      for (const each of this.followers) if (each.isCut) each.follow(survivor.base);
    });
    const again = this.followers.filter((each, place) => each.count('started') > begun[place]);
    const most = Math.max(...waits);
    return [
      goal(
        '— the replica that looks is killed with -9: a session is with all',
        `${most.toFixed(0)} ms after it appears`,
        `≤ ${INTERVAL_MS + PATIENCE_MS} ms`,
        most <= INTERVAL_MS + PATIENCE_MS,
      ),
      fact('— followers that went on at the other one', String(again.length)),
    ];
  }

  async end() {
    for (const each of this.followers) each.leave();
    await pause(1_500);
    await this.site.forgetRequests();
    await pause(2.5 * INTERVAL_MS);
    const { total } = await this.site.requests();
    return [goal('— requests after the last one has left', String(total), '0', total === 0)];
  }

  /** How long after it appeared each follower had a new session with its laps. */
  async upload(meanwhile = () => undefined) {
    const before = new Set(await this.sessionIds());
    await this.site.uploadLate(SLUG, this.today, 1);
    const at = performance.now();
    const [id] = (await this.sessionIds()).filter((one) => !before.has(one));
    await this.until(() => {
      meanwhile();
      return this.followers.every(({ readAt }) => readAt.has(id));
    }, 60_000);
    return this.followers.map(({ readAt }) => readAt.get(id) - at);
  }

  async sessionIds() {
    const { sessions } = await this.site.truth(`${SLUG}/day/${this.today}`);
    return sessions.map((session) => session.source_session_id);
  }

  async until(holds, patienceMs = 30_000) {
    const deadline = performance.now() + patienceMs;
    while (!(await holds())) {
      if (performance.now() > deadline) throw new Error('the running day waited in vain');
      await pause(20);
    }
  }

  async stop() {
    for (const each of this.followers) each.leave();
    for (const each of [...(this.apis ?? []), this.worker]) await each?.stop();
    await this.site?.stop();
  }
}
