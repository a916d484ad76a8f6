import { Simulator } from '../simulator.js';
import { Latency } from './latency.js';

const simulator = new Simulator({ today: '2025-11-20', tracks: 40 });
let origin = '';

beforeAll(async () => {
  origin = (await simulator.start()).catalogueUrl;
});
afterEach(() => {
  simulator.faults.clear();
  simulator.requests.clear();
  simulator.latency.set({ medianMs: 0, sigma: 0, maxConcurrent: 0, whenFull: 'wait' });
});
afterAll(() => simulator.stop());

const ask = (path: string, init?: RequestInit) => fetch(new URL(path, origin), init);
const askAdmin = async (path: string, method = 'GET', body?: unknown) => {
  const response = await ask(`/__admin/${path}`, {
    method,
    body: body && JSON.stringify(body),
  } as RequestInit);
  return { status: response.status, body: (await response.json()) as never };
};

describe('latency', () => {
  it('holds every answer back by about its median', async () => {
    simulator.latency.set({ medianMs: 120 });
    const started = performance.now();
    await ask('/emberlow/');
    expect(performance.now() - started).toBeGreaterThan(115);
  });

  it('depends on seed and address alone, and is lognormal', () => {
    const latency = new Latency(1, { medianMs: 300, sigma: 0.5 });
    const delays = Array.from({ length: 2001 }, (_, i) => latency.delayMs(`/page/${i}`));
    const ascending = [...delays].sort((a, b) => a - b);
    expect(latency.delayMs('/page/5')).toBe(delays[5]);
    expect(new Latency(2, { medianMs: 300, sigma: 0.5 }).delayMs('/page/5')).not.toBe(delays[5]);
    expect(Math.abs(ascending[1000]! - 300)).toBeLessThan(20);
    expect(Math.abs(Math.log(ascending[1682]! / ascending[1000]!) - 0.5)).toBeLessThan(0.06);
  });

  it('ends when the client leaves, whose place goes to the next', async () => {
    simulator.latency.set({ medianMs: 5000, maxConcurrent: 1 });
    await expect(ask('/emberlow/', { signal: AbortSignal.timeout(100) })).rejects.toThrow();
    simulator.latency.set({ medianMs: 0 });
    expect((await ask('/tallowick/')).status).toBe(200);
    expect(simulator.requests.counts()).toMatchObject({ aborted_by_client: 1, in_flight: 0 });
  });
});

describe('the limit of the site', () => {
  const paths = ['/emberlow/', '/tallowick/', '/marrowgate/', '/larchmere/', '/quillstead/', '/'];

  it('lets the others wait', async () => {
    simulator.latency.set({ medianMs: 60, maxConcurrent: 2 });
    const started = performance.now();
    const answers = await Promise.all(paths.map((path) => ask(path)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200]);
    expect(performance.now() - started).toBeGreaterThan(170);
    // More had come than were let in; how many is for the busy machine to say.
    expect(simulator.requests.counts().max_in_flight).toBeGreaterThan(2);
  });

  it('or turns them away with a 503', async () => {
    simulator.latency.set({ medianMs: 100, maxConcurrent: 2, whenFull: 'reject' });
    const statuses = (await Promise.all(paths.map((path) => ask(path)))).map(
      ({ status }) => status,
    );
    expect(statuses.sort()).toEqual([200, 200, 503, 503, 503, 503]);
  });
});

describe('the log of requests', () => {
  it('counts by page and address, without the admin', async () => {
    await ask('/tallowick/practice/?p=calendar&d=2025-10');
    await ask('/tallowick/practice/?p=calendar&d=2025-10');
    await ask('/tallowick/events', { headers: { 'user-agent': 'Reader/1' } });
    const { body } = await askAdmin('requests');
    expect(body).toMatchObject({
      total: 3,
      by_page: { calendar: 2, events: 1 },
      by_url: { '/tallowick/practice/?p=calendar&d=2025-10': 2, '/tallowick/events': 1 },
      max_in_flight: 1,
    });
    expect(
      simulator.requests.count({ page: 'calendar', slug: 'tallowick', month: '2025-10' }),
    ).toBe(2);
    expect(simulator.requests.records().at(-1)).toMatchObject({
      userAgent: 'Reader/1',
      page: 'events',
    });
    expect((await askAdmin('requests', 'DELETE')).body).toMatchObject({ total: 0, by_url: {} });
  });
});

describe('the admin', () => {
  it('tells the truth', async () => {
    const [month] = simulator.truth.months('tallowick') as [string];
    const { date } = simulator.truth.month('tallowick', month).practice_days[0]!;
    const day = simulator.truth.day('tallowick', date)!;
    const id = day.sessions[0]!.source_session_id;
    expect((await askAdmin('truth/tracks')).body).toEqual(simulator.truth.tracks());
    expect((await askAdmin('truth/tallowick/months')).body).toEqual(
      simulator.truth.months('tallowick'),
    );
    expect((await askAdmin(`truth/tallowick/month/${month}`)).body).toMatchObject({
      track_slug: 'tallowick',
    });
    expect((await askAdmin(`truth/tallowick/day/${date}`)).body).toEqual(day);
    expect((await askAdmin(`truth/tallowick/session/${id}`)).body).toEqual(day.sessions[0]);
    expect((await askAdmin('truth/tallowick/events')).body).toEqual(
      simulator.truth.events('tallowick'),
    );
  });

  it('says what it does not find', async () => {
    for (const path of [
      'truth/nosuchtrack/months',
      'truth/emberlow/day/2025-01-01',
      'truth',
      'other',
    ]) {
      expect((await askAdmin(path)).status).toBe(404);
    }
  });

  it('sets and clears faults, and refuses what it does not know', async () => {
    const rules = [{ match: { page: 'day' }, effect: { type: 'status', status: 503 } }];
    expect((await askAdmin('faults', 'PUT', rules)).body).toEqual(rules);
    expect((await ask('/emberlow/practice/?p=session_list&d=2025-01-01')).status).toBe(503);
    expect((await askAdmin('faults', 'DELETE')).body).toEqual([]);
    expect((await ask('/emberlow/practice/?p=session_list&d=2025-01-01')).status).toBe(200);
    expect((await askAdmin('faults', 'PUT', [{ effect: { type: 'nonsense' } }])).status).toBe(400);
    expect((await askAdmin('faults', 'PUT', { effect: {} })).status).toBe(400);
    expect(
      (await askAdmin('faults', 'PUT', [{ effect: { type: 'changed-markup', change: 'x' } }]))
        .status,
    ).toBe(400);
  });

  it('sets latency and uploads late', async () => {
    expect((await askAdmin('latency', 'PUT', { medianMs: 1 })).body).toMatchObject({
      medianMs: 1,
      sigma: 0,
    });
    const upload = { slug: 'emberlow', date: '2025-06-07', count: 2 };
    expect((await askAdmin('late-uploads', 'POST', upload)).body).toMatchObject({
      session_count: 2,
    });
    expect((await askAdmin('late-uploads', 'DELETE')).status).toBe(200);
    expect(simulator.truth.day('emberlow', '2025-06-07')).toBeNull();
  });
});

describe('the admin of events', () => {
  const SLUG = 'marrowgate';
  const [{ source_event_id: id } = { source_event_id: '' }] = simulator.truth
    .events(SLUG)
    .filter(({ entries, start_date }) => entries > 30 && start_date! < '2025-11-01');
  const change = (fields: object) => askAdmin('events', 'POST', { slug: SLUG, id, ...fields });

  it('tells the truth of an event and what all events are like', async () => {
    expect((await askAdmin(`truth/${SLUG}/event/${id}`)).body).toEqual(
      simulator.truth.event(SLUG, id),
    );
    expect((await askAdmin(`truth/${SLUG}/event-shapes`)).body).toEqual(
      simulator.truth.eventShapes(SLUG),
    );
    expect((await askAdmin(`truth/${SLUG}/event/5`)).status).toBe(404);
  });

  it('changes an event on top of earlier changes, and takes all back', async () => {
    expect((await change({ racesRun: 4 })).body).toMatchObject({ totals: { race_count: 4 } });
    const again = (await change({ encodedLinks: true })).body;
    expect(again).toMatchObject({ totals: { race_count: 4 }, shape: { encodedLinks: true } });
    const page = await (await ask(`/${SLUG}/results/?p=view_event&id=${id}`)).text();
    expect(page.split('view%5Frace%5Fresult')).toHaveLength(5);
    expect((await askAdmin('events', 'DELETE')).status).toBe(200);
    expect(simulator.truth.event(SLUG, id)!.races.length).toBeGreaterThan(4);
  });

  it('refuses what an event has not, and events that are none', async () => {
    for (const fields of [{ speed: 3 }, { racesRun: -1 }, { big: 'yes' }, { hiddenRaces: ['x'] }]) {
      expect((await change(fields)).status).toBe(400);
    }
    expect((await change({ qualifyingRounds: 0 })).status).toBe(400);
    expect((await change({ firstRound: 'final' })).status).toBe(400);
    expect((await change({ id: 5 })).status).toBe(404);
    expect((await change({ slug: 'nosuchtrack' })).status).toBe(404);
    expect((await askAdmin('events', 'POST', { racesRun: 1 })).status).toBe(400);
  });
});

describe('stopping', () => {
  it('closes hanging connections and frees the port', async () => {
    const other = new Simulator({ today: '2025-11-20', tracks: 12 });
    const { catalogueUrl, port } = await other.start();
    other.faults.add({ effect: { type: 'hang' } });
    const hanging = fetch(catalogueUrl).catch((error: Error) => error.name);
    await new Promise((resolve) => setTimeout(resolve, 50));
    await other.stop();
    expect(await hanging).toBe('TypeError');
    const again = new Simulator({ today: '2025-11-20', tracks: 12, port });
    expect((await again.start()).port).toBe(port);
    await expect(new Simulator({ tracks: 12, port }).start()).rejects.toThrow('EADDRINUSE');
    await again.stop();
  });

  it('is refused a day that can not be', () => {
    expect(() => new Simulator({ today: '2025-02-30' })).toThrow('not "2025-02-30"');
  });
});
