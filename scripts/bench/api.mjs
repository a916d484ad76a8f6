// The API as it is started for people, over a database of its own, with the simulator as LiveRC.
import { on } from 'node:events';
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { startNode } from '../children.mjs';
import { findFreePort, untilAnswered } from '../ports.mjs';
import { inRoot } from '../project.mjs';
import { SERVER_FLAGS } from '../server-flags.mjs';
import { askJson, readEvents } from './http-client.mjs';

const PROGRAM = 'dist/server/apps/api/src/main.js';
const LOG_TAIL = 2_000;
const PROBE = pathToFileURL(inRoot('scripts', 'bench', 'loop-delay-probe.mjs')).href;
/** What the user's own environment says must not reach the measured process. */
const SETTING = /^(LIVERC|AUTH|PRACTICE|DISCOVER|CORS|TRUST|NODE_ENV|ROLE|HOST|LOG|REDIS|DATABASE)/;

/**
 * Starts the API and waits until it knows the catalogue; a worker answers no questions about it.
 * `dataDir` may be of an earlier start.
 *
 * @param databaseUrl a PostgreSQL to use instead of the API's own
 * @param own what the process gets beside that: flags of Node, environment
 */
export async function startApi(site, dataDir, databaseUrl = '', own = {}) {
  const port = await findFreePort();
  const kept = Object.entries(process.env).filter(([name]) => !SETTING.test(name));
  const runtime = { node: process.execPath, env: Object.fromEntries(kept) };
  const logFile = join(dataDir, 'bench-api.log');
  const log = await open(logFile, 'a');
  const child = startNode(runtime, [PROGRAM], {
    env: {
      PORT: String(port),
      DATA_DIR: dataDir,
      DATABASE_URL: databaseUrl,
      LIVERC_BASE_URL: `${site.origin}/{slug}`,
      LIVERC_CATALOGUE_URL: `${site.origin}/`,
      ...own.env,
    },
    nodeFlags: [
      ...SERVER_FLAGS,
      ...['--import', PROBE, '--expose-gc'],
      ...extraFlags(),
      ...(own.nodeFlags ?? []),
    ],
    stdio: ['ignore', log.fd, 'inherit'],
  });
  await log.close();
  const origin = `http://127.0.0.1:${port}`;
  if (!(await untilAnswered(`${origin}/readyz`, child, 'The API'))) {
    const said = (await readFile(logFile, 'utf8')).slice(-LOG_TAIL);
    throw new Error(`the API did not start: ${said}`);
  }
  const api = new Api(child, `${origin}/api/v1`);
  if (own.env?.ROLE !== 'worker') await api.learnTracks();
  return api;
}

/** BENCH_API_FLAGS: for a profiler, such as `--cpu-prof --cpu-prof-dir=profiles`. */
function extraFlags() {
  return (process.env['BENCH_API_FLAGS'] ?? '').split(' ').filter(Boolean);
}

class Api {
  /** Track ids by slug. */
  trackIds = new Map();

  constructor(child, base) {
    this.child = child;
    this.base = base;
  }

  /** As a service manager stops it: the database has to be there for the next start. */
  async stop() {
    this.child.kill('SIGTERM');
    await this.child.exited;
  }

  async learnTracks() {
    while (this.trackIds.size === 0) {
      let cursor = '';
      do {
        const { data } = await askJson(`${this.base}/tracks?limit=100${cursor}`);
        for (const { slug, id } of data.items) this.trackIds.set(slug, id);
        cursor = data.next_cursor ? `&cursor=${encodeURIComponent(data.next_cursor)}` : '';
      } while (cursor);
      if (this.trackIds.size === 0) await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  /**
   * Discovers a range as a web page does, over Server-Sent Events.
   *
   * @param signal ends it early
   * @param onListing called at the first `listing`
   * @returns milliseconds from asking to the first `listing` and to the end of the stream
   * @throws Error when the discovery is not complete
   */
  async stream(slug, { startDate, endDate }, signal = undefined, onListing = () => undefined) {
    const id = this.trackIds.get(slug);
    const query = `track_id=${id}&start_date=${startDate}&end_date=${endDate}`;
    const startedAt = performance.now();
    let firstListingMs;
    let done;
    const onEvent = (type, data) => {
      if (type === 'listing' && firstListingMs === undefined) {
        firstListingMs = performance.now() - startedAt;
        onListing();
      }
      if (type === 'done') done = data;
    };
    await readEvents(`${this.base}/practice-days/discover-range/stream?${query}`, onEvent, signal);
    const totalMs = performance.now() - startedAt;
    if (!done || !JSON.parse(done).complete) throw new Error(`${slug} is not complete: ${done}`);
    return { firstListingMs, totalMs };
  }

  /** Discovers a range as a program does, as one JSON answer. */
  async collect(slug, { startDate, endDate }) {
    const body = {
      track_id: this.trackIds.get(slug),
      start_date: startDate,
      end_date: endDate,
    };
    return (await askJson(`${this.base}/practice-days/discover-range`, 'POST', body)).data;
  }

  /** How many requests to LiveRC wait for their turn. */
  async waiting() {
    return (await askJson(`${this.base}/status`)).data.queue.waiting;
  }

  /** What the process says of itself since it was asked last; see loop-delay-probe.mjs. */
  async measure() {
    return this.ask('measure', 'cpuMs');
  }

  /**
   * Sends a message to what was loaded into the process and waits for the answer that has a field of
   * that name. Not for the next one: Node keeps what the process said before anybody listened.
   */
  async ask(message, field) {
    this.child.send(message);
    for await (const [answer] of on(this.child, 'message')) {
      if (field in answer) return answer;
    }
  }
}
