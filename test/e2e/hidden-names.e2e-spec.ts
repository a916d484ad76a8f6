import type {
  HiddenName,
  ImportedPracticeSession,
  Page,
  PracticeDay,
  TrackDriver,
} from '@trackside/contracts';
import { importDay, newestDays } from './support/imports.js';
import { LiveFollower } from './support/live-follower.js';
import { dataOf, discoverRange, get, post } from './support/requests.js';
import { storedText, tracesIn } from './support/stored-text.js';
import { trackside } from './support/trackside-fixture.js';
import { trackId } from './support/trackside.js';

const SLUG = 'tallowick';
const track_id = trackId(SLUG);
const UNKNOWN = 'Unknown Driver';

describe('a hidden name', () => {
  const stage = trackside({ simulator: { today: '2025-10-31' } });
  const { simulator } = stage;
  let date: string;
  let name: string;
  let transponders: string[];

  beforeAll(() => {
    date = newestDays(simulator, SLUG, 1)[0]!;
    const { sessions } = simulator.truth.day(SLUG, date)!;
    const named = sessions.find(({ driver_name, transponder }) => {
      return driver_name !== UNKNOWN && transponder !== null;
    })!;
    name = named.driver_name;
    const own = sessions.filter(({ driver_name }) => driver_name === name);
    transponders = own.flatMap(({ transponder }) => transponder ?? []);
  });

  const hide = async (body: object = { name }): Promise<HiddenName> =>
    dataOf(await post<HiddenName>(stage, '/privacy/hidden-names', body));
  const day = {
    get month() {
      return { year: Number(date.slice(0, 4)), month: Number(date.slice(5, 7)) };
    },
  };
  const discover = async () =>
    dataOf(
      await post<{ practice_days: (PracticeDay & { sessions: ImportedPracticeSession[] })[] }>(
        stage,
        '/practice-days/discover',
        { track_id, ...day.month, detail: 'full' },
      ),
    ).practice_days.find((one) => one.date === date)!;
  const stored = (): Promise<string> => storedText((sql) => stage.query(sql));
  const tracesOf = (text: string): string[] =>
    tracesIn(text, [name, name.toLowerCase(), ...transponders]);
  const expectNoTrace = (text: string): void => expect(tracesOf(text)).toEqual([]);

  it('is gone from what was stored before, and totals stay', async () => {
    const before = await discover();
    expect(tracesOf(JSON.stringify(before))).not.toEqual([]);

    await hide();

    const after = await discover();
    expectNoTrace(JSON.stringify(after));
    expect(after.sessions.map(({ id }) => id)).toEqual(before.sessions.map(({ id }) => id));
    expect({ ...after, sessions: [] }).toEqual({ ...before, sessions: [] });
    const hidden = after.sessions.filter((session) => session.driver_hidden);
    expect(new Set(hidden.map((session) => session.driver_name))).toEqual(
      new Set(['Hidden driver 1']),
    );
    expect(hidden).toHaveLength(
      before.sessions.filter((session) => session.driver_name === name).length,
    );
    expectNoTrace(await stored());
  });

  it('is never stored once it is hidden, and its laps are read all the same', async () => {
    await hide();

    const eventId = await importDay(stage, SLUG, date);

    const { items } = dataOf(
      await get<Page<ImportedPracticeSession>>(
        stage,
        `/practice-days/${eventId}/sessions?limit=100`,
      ),
    );
    const hidden = items.filter((session) => session.driver_hidden);
    expect(hidden.length).toBeGreaterThan(0);
    expect(hidden.every((session) => session.laps_state === 'read')).toBe(true);
    expectNoTrace(await stored());
    const truth = simulator.truth.day(SLUG, date)!;
    const found = dataOf(await get<PracticeDay>(stage, `/practice-days/${eventId}`));
    expect(found).toMatchObject({
      session_count: truth.sessions.length,
      unique_drivers: new Set(
        truth.sessions.map((session) => session.driver_name).filter((one) => one !== UNKNOWN),
      ).size,
    });
  });

  it('can’t be looked for, by its name or by the one in its place', async () => {
    await discover();
    await hide();

    for (const sought of [name, 'Hidden driver 1']) {
      const query = `track_id=${track_id}&name=${encodeURIComponent(sought)}`;
      const { status, body } = await get(stage, `/drivers?${query}`);
      expect(status).toBe(404);
      expectNoTrace(JSON.stringify(body));
    }
    const drivers = dataOf(
      await get<Page<TrackDriver>>(stage, `/tracks/${track_id}/drivers?q=${transponders[0]}`),
    );
    expect(drivers.items).toEqual([]);
  });

  it('comes back when it is hidden no more and the page is read anew', async () => {
    await discover();
    const { id } = await hide();
    await stage.agent.delete(`/api/v1/privacy/hidden-names/${id}`).expect(200);
    expectNoTrace(JSON.stringify(await discover()));

    await stage.query(`UPDATE practice_months SET refreshed_at = NULL`);
    await discoverRange(stage, { track_id, start_date: date, end_date: date, refresh: true });

    expect(tracesOf(JSON.stringify(await discover()))).not.toEqual([]);
  });
});

describe('a hidden name on a day that is running', () => {
  const TODAY = new Date().toISOString().slice(0, 10);
  // LiveRC is looked at again long after this is over: what is told is told without it.
  const stage = trackside({
    environment: { LIVE_DAY_INTERVAL_SECONDS: '120' },
    simulator: { today: TODAY },
  });

  const followers: LiveFollower[] = [];

  afterEach(() => Promise.all(followers.splice(0).map((follower) => follower.leave())));

  /** One who comes now, when all sessions of the day were told with their laps. */
  async function follow(): Promise<LiveFollower> {
    const follower = new LiveFollower(stage, SLUG);
    followers.push(follower);
    const { sessions } = stage.simulator.truth.day(SLUG, TODAY)!;
    await stage.until(() => follower.sessionsRead.size === sessions.length, 20_000);
    return follower;
  }

  it('is told to nobody from then on: not to who follows it, not to who comes', async () => {
    stage.simulator.lateUpload(SLUG, TODAY, 6);
    const { sessions } = stage.simulator.truth.day(SLUG, TODAY)!;
    const { driver_name: name } = sessions.find((one) => one.driver_name !== UNKNOWN)!;
    const early = await follow();
    expect(tracesIn(JSON.stringify(early.records), [name])).not.toEqual([]);

    await post(stage, '/privacy/hidden-names', { name });

    const hidden = (): unknown[] =>
      early.of('session').filter(({ session }) => session.driver_name === 'Hidden driver 1');
    await stage.until(() => hidden().length > 0, 10_000);
    const late = await follow();
    expect(tracesIn(JSON.stringify(late.records), [name, name.toLowerCase()])).toEqual([]);
  });
});
