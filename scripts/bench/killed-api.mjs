// An API that is killed and started again over the same database, with a clock that can be moved.
import { pathToFileURL } from 'node:url';
import { inRoot } from '../project.mjs';
import { startApi } from './api.mjs';
import { askJson } from './http-client.mjs';

const MOVING_CLOCK = pathToFileURL(inRoot('scripts', 'bench', 'moving-clock.mjs')).href;

export class KilledApi {
  kills = 0;
  starts = 0;
  /** How far its clock is ahead. */
  aheadMs = 0;

  /** @param env what the process gets beside its addresses */
  constructor(site, dataDir, databaseUrl, env = {}) {
    Object.assign(this, { site, dataDir, databaseUrl, env });
  }

  async start() {
    this.starts += 1;
    this.api = await startApi(this.site, this.dataDir, this.databaseUrl, {
      nodeFlags: ['--import', MOVING_CLOCK],
      env: { ...this.env, BENCH_CLOCK_AHEAD_MS: String(this.aheadMs) },
    });
  }

  async stop() {
    await this.api?.stop();
  }

  /** Nothing is told to the process: it is gone at once. */
  async kill() {
    const { child } = this.api;
    child.kill('SIGKILL');
    await child.exited;
    if (child.signalCode !== 'SIGKILL') throw new Error('the API ended before it was killed');
    this.kills += 1;
  }

  async killAndStart() {
    await this.kill();
    await this.start();
  }

  async moveClock(byMs) {
    this.aheadMs += byMs;
    await this.api.ask({ aheadMs: this.aheadMs }, 'clockMoved');
  }

  /** One month with its sessions. */
  discover(slug, month, refresh) {
    const [year, number] = month.split('-').map(Number);
    return this.post('/practice-days/discover', slug, {
      year,
      month: number,
      detail: 'full',
      refresh,
    });
  }

  ingest(slug, date) {
    return this.post('/practice-days/ingest', slug, { date });
  }

  /** What the database knows of a month. */
  async search(slug, month) {
    const range = `start_date=${month}-01&end_date=${month}-28`;
    const { data } = await this.get(
      `/events/search?${this.of(slug)}&${range}&include_practice_days=true`,
    );
    return data;
  }

  async openJobs(slug, month) {
    return (await this.search(slug, month)).import_job_ids;
  }

  get(path) {
    return askJson(this.api.base + path);
  }

  async post(path, slug, body) {
    const track_id = this.api.trackIds.get(slug);
    return (await askJson(this.api.base + path, 'POST', { track_id, ...body })).data;
  }

  of(slug) {
    return `track_id=${this.api.trackIds.get(slug)}`;
  }
}
