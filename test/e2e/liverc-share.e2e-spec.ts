import type { StatusResult } from '@trackside/contracts';
import { Simulator, type SimulatorAddress } from '@trackside/simulator';
import { type TracksideProcess, TracksideProcesses } from './support/processes.js';
import { dataOf, discoverRange, get, post } from './support/requests.js';
import { createDatabase, trackId, until } from './support/trackside.js';
import { latestToday, monthStart } from './support/truth.js';

const MOST = 6;
const env = { LIVERC_MAX_CONCURRENCY: String(MOST), PREFETCH_REQUESTS_PER_DAY: '0' };

describe('requests in flight to LiveRC', () => {
  const simulator = new Simulator({ tracks: 30 });
  const processes = new TracksideProcesses();
  const slugs = simulator.truth
    .tracks()
    .slice(0, 8)
    .map(({ slug }) => slug);
  let liverc: SimulatorAddress;
  let databaseUrl: string;
  let replicas: TracksideProcess[];

  const start = () => processes.start({ databaseUrl, liverc, env });
  const rangeOf = (slug: string) => ({
    track_id: trackId(slug),
    start_date: monthStart(1),
    end_date: latestToday(),
  });
  const inFlight = (): number => simulator.requests.counts().in_flight;

  beforeAll(async () => {
    liverc = await simulator.start();
    databaseUrl = await createDatabase();
    const first = await start();
    replicas = [first, ...(await Promise.all([start(), start()]))];
  });

  beforeEach(() => {
    simulator.faults.clear();
    simulator.requests.clear();
  });

  afterAll(async () => {
    processes.killAll();
    await simulator.stop();
  });

  /** Everybody searches; resolves with the most in flight seen until `holds`, or in vain. */
  async function search(at: TracksideProcess[], holds: (most: number) => boolean): Promise<number> {
    const answers = slugs.flatMap((slug) =>
      at.map((replica) => discoverRange(replica, rangeOf(slug)).catch(() => null)),
    );
    let most = 0;
    await until(() => {
      most = Math.max(most, inFlight());
      return holds(most);
    }, 20_000);
    simulator.faults.clear();
    await Promise.all(answers);
    return most;
  }

  it('are at most as many as configured of all processes together, and as many of those left', async () => {
    simulator.faults.set([{ match: {}, effect: { type: 'delay', ms: 700 } }]);
    const pages = (count: number) => () => simulator.requests.counts().total >= count;
    expect(await search(replicas, pages(3 * MOST))).toBeLessThanOrEqual(MOST);

    replicas.slice(1).forEach(({ child }) => child.kill('SIGKILL'));
    replicas.splice(1);
    await until(() => inFlight() === 0);
    simulator.faults.set([{ match: {}, effect: { type: 'delay', ms: 1_000 } }]);
    const rest = simulator.truth
      .tracks()
      .slice(8, 16)
      .map(({ slug }) => slug);
    slugs.splice(0, slugs.length, ...rest);
    expect(await search(replicas, (most) => most === MOST)).toBe(MOST);
  });

  it('leave none for a site that another process knows to ask for a pause', async () => {
    const other = await start();
    const [slug = ''] = simulator.truth
      .tracks()
      .slice(25)
      .map((track) => track.slug);
    const effect = { type: 'status', status: 429, retryAfter: 50 } as const;
    simulator.faults.set([{ match: { slug }, effect }]);
    await post(replicas[0]!, '/practice-days/discover-range', rangeOf(slug));
    await until(async () => {
      const { sites } = dataOf(await get<StatusResult>(other, '/status'));
      return sites.some((site) => site.track_slug === slug);
    });
    const asked = simulator.requests.records({ slug });
    const refused = await post(other, '/practice-days/discover-range', rangeOf(slug));

    expect(refused.body).toMatchObject({ error: { code: 'LIVERC_UNAVAILABLE' } });
    expect(simulator.requests.records({ slug })).toEqual(asked);
  });
});
