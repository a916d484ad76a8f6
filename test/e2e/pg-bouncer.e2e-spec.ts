import type { ImportedPracticeDayDetail } from '@trackside/contracts';
import { Simulator } from '@trackside/simulator';
import { importDay, newestDays, storedSessions, trueSessions } from './support/imports.js';
import { LiveFollower } from './support/live-follower.js';
import { hasPgBouncer, PgBouncer } from './support/pg-bouncer.js';
import { TracksideProcesses } from './support/processes.js';
import { dataOf, get, ofType, readEvents } from './support/requests.js';
import { beginTimeline, readTimeline } from './support/timelines.js';
import { createDatabase, trackId, until } from './support/trackside.js';
import { daysBefore, trueDays } from './support/truth.js';

const SLUG = 'tallowick';
const TODAY = new Date().toISOString().slice(0, 10);
const START = daysBefore(TODAY, 90);
const RANGE = { track_id: trackId(SLUG), start_date: START, end_date: TODAY };
const withPooler = hasPgBouncer ? it : it.skip;

describe('replicas behind PgBouncer in transaction mode', () => {
  const simulator = new Simulator({ tracks: 30, today: TODAY });
  const processes = new TracksideProcesses();
  let pooler: PgBouncer | undefined;

  afterAll(async () => {
    processes.killAll();
    await pooler?.stop();
    await simulator.stop();
  });

  withPooler(
    'discover, import, go on by themselves and tell each other as without one',
    async () => {
      const liverc = await simulator.start();
      const server = await createDatabase();
      pooler = await PgBouncer.before(server);
      const where = { databaseUrl: pooler.url, liverc };
      const start = (ROLE: string) =>
        processes.start({
          ...where,
          env: {
            ROLE,
            DATABASE_LISTEN_URL: server,
            LIVE_DAY_INTERVAL_SECONDS: '2',
            PREFETCH_REQUESTS_PER_DAY: '0',
          },
          knowsCatalogue: ROLE !== 'worker',
        });
      await start('worker');
      const [one, other] = await Promise.all([start('api'), start('api')]);
      simulator.lateUpload(SLUG, TODAY, 1);
      const truth = trueDays(simulator, SLUG, START, TODAY);

      const { events } = await readEvents(one, RANGE);
      const records = events.map(({ record }) => record);
      const days = ofType(records, 'month').flatMap((month) => month.practice_days);
      expect(days.toSorted((a, b) => b.date.localeCompare(a.date))).toEqual(truth);

      const [date = ''] = newestDays(simulator, SLUG, 1);
      const eventId = await importDay(one, SLUG, date);
      const stored = await storedSessions(server, eventId);
      expect(stored).toEqual(trueSessions(simulator, SLUG, date));
      const day = await get<ImportedPracticeDayDetail>(other, `/practice-days/${eventId}`);
      expect(dataOf(day)).toMatchObject({
        date,
        session_count: stored.length,
        laps: { read: stored.length },
      });

      const id = await beginTimeline(one, SLUG, { start_date: START, end_date: TODAY });
      const told = await Promise.all([readTimeline(one, id), readTimeline(other, id)]);
      for (const story of told) expect(story.at(-1)).toMatchObject({ type: 'done' });

      const follower = new LiveFollower(other, SLUG);
      await follower.until('checked', 1, 20_000);
      simulator.lateUpload(SLUG, TODAY, 1);
      const sessions = simulator.truth.day(SLUG, TODAY)!.session_count;
      await until(() => follower.sessionsRead.size === sessions, 20_000);
      await follower.leave();

      expect(await pooler.sessionState()).toEqual([]);
      expect(pooler.log).not.toMatch(/unsupported|pooler error/);
    },
  );
});
