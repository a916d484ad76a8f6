import { Bench, PHONE, SEARCH, rowTexts } from './chromium.js';
import { Refusal } from './fake-api.js';
import {
  MONTHS,
  STATUS,
  TRACK,
  daysOf,
  done,
  found,
  known,
  month,
  started,
  wellBehaved,
} from './fake-world.js';

let bench: Bench;

beforeAll(async () => {
  bench = await Bench.set();
});
afterEach(() => bench.clear());
afterAll(() => bench.close());

const NO_EVENTS = { search: () => found({ events: [] }), discoverEvents: noEvents };

function noEvents(): { new_events: []; existing_events: [] } {
  return { new_events: [], existing_events: [] };
}

describe('each state of an answer has a face of its own', () => {
  it('empty: tells when practice was last, and goes there', async () => {
    const page = await bench.open(SEARCH.replace('all', '3m'), {
      ...NO_EVENTS,
      stream: (stream) => {
        stream.send(started([11, 10, 9]));
        [11, 10, 9].forEach((number) => stream.send(month(number, { practice_days: [] })));
        stream.send(done(3));
      },
      track: () => ({ ...TRACK, practice_months: ['2025-05'], last_practice_date: '2025-05-31' }),
    });
    await expect(page.getByRole('heading', { name: 'No practice at this track' })).toBeShown();
    await expect(page.getByText('Its last practice was on Sat 31 May 2025.')).toBeShown();
    await page.getByRole('button', { name: 'Go to May 2025' }).click();
    await expect(page).toBeAt(/when=custom&from=2025-05-01&to=2025-05-31/);
  });

  it('empty of practice only: says so beside the events', async () => {
    const page = await bench.open(SEARCH, {
      stream: (stream) => {
        stream.send(started());
        MONTHS.forEach((number) => stream.send(month(number, { practice_days: [] })));
        stream.send(done());
      },
    });
    await expect(page.getByText('No practice at this track in these months.')).toBeShown();
    await expect(page.getByText('5 found: 5 events')).toBeShown();
  });

  it('loading: a skeleton', async () => {
    const page = await bench.open(SEARCH, { search: () => new Promise(() => undefined) });
    await expect(page.getByText('Searching…')).toBeShown();
  });

  it('failed: the message, the request and a retry', async () => {
    const page = await bench.open(SEARCH, {
      search: () => new Refusal(503, 'SERVICE_UNAVAILABLE', 'The database is starting.'),
    });
    await expect(page.getByText('The database is starting.')).toBeShown();
    await expect(page.getByText('Request req-fake-1')).toBeShown();
    bench.api.script = wellBehaved();
    await page.getByRole('button', { name: 'Retry' }).click();
    await expect(page.getByText(/LiveRC checked/)).toBeShown();
  });

  it('unknown track: says so', async () => {
    const page = await bench.open('/?track=x&when=all', {
      search: () => new Refusal(404, 'TRACK_NOT_FOUND', 'No track has this id.'),
    });
    await expect(page.getByRole('heading', { name: 'No such track is known here' })).toBeShown();
  });

  it('impossible dates in the address: says what is wrong, asks nobody', async () => {
    const page = await bench.open(`/?track=${TRACK.id}&when=custom&from=2025-02-30&to=2025-01-01`);
    await expect(page.getByRole('heading', { name: 'These dates cannot be searched' })).toBeShown();
    expect(bench.api.requests.filter((request) => request.includes('search'))).toEqual([]);
  });

  it('switched off: shows what is known and asks LiveRC nothing', async () => {
    const page = await bench.open(SEARCH, {
      status: () => ({ ...STATUS, liverc: { ...STATUS.liverc, state: 'disabled' } }),
      search: () =>
        found({
          discovered_practice_days: daysOf(10).map((day) => known(day, '2025-11-01T08:00:00Z')),
        }),
    });
    await expect(page.getByText('Checking LiveRC is switched off here.')).toBeShown();
    expect(await rowTexts(page)).toHaveLength(10);
    expect(bench.api.requests.filter((request) => /discover/.test(request))).toEqual([]);
  });

  it('demo data is marked, with its reason where nobody asked for it', async () => {
    const demo = { ...STATUS, demo: true };
    const fallback = await bench.open('/', {
      status: () => ({ ...demo, demo_reason: 'liverc_unreachable' }),
    });
    await expect(
      fallback.getByText('Demo data: LiveRC could not be reached', { exact: true }),
    ).toBeShown();

    const asked = await bench.open('/', { status: () => ({ ...demo, demo_reason: 'requested' }) });
    await expect(asked.getByText('Demo data', { exact: true })).toBeShown();
  });

  it('a catalogue that is not here yet is awaited, then searched', async () => {
    const catalogue = { tracks: 0, last_sync: null, error: 'LiveRC is down.' };
    const page = await bench.open('/', {
      status: () => ({ ...STATUS, catalogue }),
      tracks: () => [],
    });
    await expect(page.getByText(/The list of tracks is not here yet/)).toBeShown();
    bench.api.script = wellBehaved();
    await expect(page.getByText(/The list of tracks is not here yet/)).toBeGone();
    await page.getByLabel('Track', { exact: true }).click();
    await expect(page.getByRole('option', { name: /Harbour Hobby/ })).toBeShown();
  });

  it('events that could not be checked leave the rest alone', async () => {
    const page = await bench.open(SEARCH, {
      discoverEvents: () => new Refusal(504, 'LIVERC_TIMEOUT', 'LiveRC did not answer.'),
    });
    await expect(page.getByText('Events could not be checked at LiveRC')).toBeShown();
    await expect(page.getByText('26 found: 4 events, 22 practice days')).toBeShown();
    bench.api.script = wellBehaved();
    await page.getByRole('button', { name: 'Retry' }).click();
    await expect(page.getByText('27 found: 5 events, 22 practice days')).toBeShown();
  });
});

describe('a connection that breaks', () => {
  it('is said, and reading goes on from where it was', async () => {
    const ids: (string | null)[] = [];
    const [read, said] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const page = await bench.open(SEARCH, {
      stream: async (stream) => {
        ids.push(stream.lastEventId);
        if (ids.length === 1) {
          stream.send(started());
          [11, 10, 9, 8, 7].forEach((number) => stream.send(month(number), `upto-${number}`));
          await read.promise;
          stream.cut();
          return;
        }
        await said.promise;
        stream.send(started([6, 5]));
        [6, 5].forEach((number) => stream.send(month(number)));
        stream.send(done(2));
      },
    });
    await expect(page.getByText('Checking LiveRC: 5 of 7 months')).toBeShown();
    read.resolve();
    await expect(page.getByText('Connection lost, 5 of 7 months are here. Going on…')).toBeShown();
    said.resolve();
    await expect(page.getByText(/LiveRC checked: 7 months/)).toBeShown();
    expect(ids).toEqual([null, 'upto-7']);
    expect(await rowTexts(page)).toHaveLength(27);
  });

  it('ends well when the server has nothing left to send', async () => {
    let connections = 0;
    const read = Promise.withResolvers<void>();
    const page = await bench.open(SEARCH, {
      stream: async (stream) => {
        connections += 1;
        if (connections > 1) {
          return 204;
        }
        stream.send(started());
        MONTHS.forEach((number) => stream.send(month(number)));
        await read.promise;
        stream.cut();
        return undefined;
      },
    });
    await expect(page.getByText('Checking LiveRC: 7 of 7 months')).toBeShown();
    read.resolve();
    await expect(page.getByText(/LiveRC checked: 7 months/)).toBeShown();
  });

  it('is made again with pauses while the server starts', async () => {
    let connections = 0;
    const page = await bench.open(SEARCH, {
      stream: async (stream) => {
        connections += 1;
        if (connections <= 2) {
          return new Refusal(503, 'SERVICE_UNAVAILABLE', 'Starting.');
        }
        stream.send(started());
        MONTHS.forEach((number) => stream.send(month(number)));
        stream.send(done());
        return undefined;
      },
    });
    await expect(page.getByText(/Connection lost/)).toBeShown();
    await expect(page.getByText(/LiveRC checked: 7 months/)).toBeShown();
  });

  it('is not made again when the server refuses for good', async () => {
    const page = await bench.open(SEARCH, {
      stream: () => new Refusal(429, 'RATE_LIMITED', 'Too many streams are open.'),
    });
    await expect(
      page.getByText(/LiveRC could not be checked: Too many streams are open/),
    ).toBeShown();
    await expect(page.getByText(/req-fake-1/)).toBeShown();
    bench.api.script = wellBehaved();
    await page.getByRole('button', { name: 'Retry' }).click();
    await expect(page.getByText(/LiveRC checked: 7 months/)).toBeShown();
  });
});

describe('an old copy', () => {
  it('says that LiveRC is down and how old it is', async () => {
    const stale = { stale: true, source: 'store', fetched_at: '2025-11-15T10:00:00Z' } as const;
    const page = await bench.open(
      SEARCH,
      {
        stream: (stream) => {
          stream.send(started());
          stream.send(month(10, stale));
        },
      },
      { viewport: PHONE },
    );
    await expect(page.getByText('October 2025: LiveRC is down, copy of yesterday')).toBeShown();
    const cell = page.getByRole('button', { name: /October 2025/ });
    expect(await cell.innerText()).toContain(
      'October 2025: 6 practice days, LiveRC is down, copy of yesterday',
    );
  });
});
