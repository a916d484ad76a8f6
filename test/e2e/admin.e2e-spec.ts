import type { FailedJobs, UsersApiKey } from '@trackside/contracts';
import { ingest, newestDays, untilJobEnds } from './support/imports.js';
import { type Browser, keyOf, newcomer, withKey } from './support/people.js';
import { importEvent, newEvents } from './support/race-truth.js';
import { dataOf, get, post } from './support/requests.js';
import { trackside } from './support/trackside-fixture.js';
import { trackId } from './support/trackside.js';

describe('an admin', () => {
  const stage = trackside({ environment: { AUTH_MODE: 'required' } });
  let ada: Browser;
  let eve: Browser;

  beforeEach(async () => {
    ada = await newcomer(stage, 'ada@club.example', 'admin');
    eve = await newcomer(stage, 'eve@club.example');
  });

  const listed = async (): Promise<UsersApiKey[]> =>
    (await ada.get('/api/v1/users/api-keys').expect(200)).body.data.items as UsersApiKey[];

  it('sees the keys of all, with whose they are, and none of their secrets', async () => {
    const own = await keyOf(ada, ['admin'], { name: 'backup' });
    const other = await keyOf(eve, ['read'], { name: 'results board' });

    const keys = await listed();

    expect(keys.map(({ name, email }) => [name, email])).toEqual([
      ['results board', 'eve@club.example'],
      ['backup', 'ada@club.example'],
    ]);
    expect(keys[0]).toMatchObject({ id: other.id, prefix: other.prefix, scopes: ['read'] });
    const text = JSON.stringify(keys);
    for (const { secret } of [own, other]) expect(text).not.toContain(secret);
  });

  it('revokes anybody’s key', async () => {
    const key = await keyOf(eve, ['read']);
    await withKey(stage.agent.get('/api/v1/tracks'), key).expect(200);

    await ada.delete(`/api/v1/users/api-keys/${key.id}`).expect(200);

    await withKey(stage.agent.get('/api/v1/tracks'), key).expect(401);
    await ada.delete(`/api/v1/users/api-keys/${key.id}`).expect(404);
    expect(await listed()).toEqual([]);
  });

  it('alone sees and revokes the keys of others', async () => {
    const key = await keyOf(ada, ['read']);

    await eve.get('/api/v1/users/api-keys').expect(403);
    await eve.delete(`/api/v1/users/api-keys/${key.id}`).expect(403);
    await eve.get('/api/v1/jobs/failed').expect(403);
    expect(await listed()).toHaveLength(1);
  });
});

describe('what failed', () => {
  const stage = trackside();
  const SLUG = 'tallowick';
  const EVENTS_AT = 'marrowgate';
  const track_id = trackId(SLUG);
  let date: string;

  beforeAll(() => {
    [date] = newestDays(stage.simulator, SLUG, 1) as [string];
  });

  const failed = async (): Promise<FailedJobs> =>
    dataOf(await get<FailedJobs>(stage, '/jobs/failed'));

  it('is nothing at first', async () => {
    expect(await failed()).toEqual({ count: 0, items: [] });
  });

  it('is a day that was not imported, until it is forgotten after 30 days', async () => {
    const { job_id } = await failedImport();

    expect(await failed()).toEqual({
      count: 1,
      items: [
        {
          ...{ kind: 'import', job_id, track_id, track_name: expect.any(String) },
          ...{ start_date: date, end_date: date, failed_at: expect.any(String) },
          ...{ code: 'LIVERC_PAGE_CHANGED', message: expect.stringMatching(/./), event_id: null },
        },
      ],
    });
    await stage.query(`UPDATE import_job_days SET ended_at = now() - interval '31 days'`);
    expect(await failed()).toEqual({ count: 0, items: [] });
  });

  it('leads to the day that a later import brought', async () => {
    await failedImport();
    stage.simulator.faults.set([]);
    const { event_id, job_id } = dataOf(await ingest(stage, SLUG, date));
    await untilJobEnds(stage, job_id);

    expect((await failed()).items).toMatchObject([{ start_date: date, event_id }]);
  });

  it('is a range whose days could not be listed, and a month that a discovery did not get', async () => {
    const months = ['2025-09', '2025-10'];
    const job = '00000000-0000-4000-8000-00000000000a';
    await stage.query(`INSERT INTO import_jobs
      (id, track_id, created_at, start_date, end_date, listed_at, error_code, error_message)
      VALUES ('${job}', '${track_id}', now(), '2025-09-01', '2025-10-31', now(),
        'LIVERC_TIMEOUT', 'too slow')`);
    const outcome = { type: 'month_failed', code: 'LIVERC_UNAVAILABLE', message: 'down' };
    await stage.query(`INSERT INTO discovery_jobs (id, track_id, start_date, end_date, refresh,
        skip_covered, created_at, ended_at, cancelled, told)
      VALUES ('${job}', '${track_id}', '2025-09-01', '2025-10-31', false, false, now(),
        now() - interval '1 second', false, 2)`);
    await stage.query(`INSERT INTO discovery_job_months (job_id, month, outcome, outcome_place)
      VALUES ('${job}', 202509, '${JSON.stringify(outcome)}', 1)`);

    const { count, items } = await failed();

    expect(count).toBe(2);
    expect(items.map((each) => [each.kind, each.start_date, each.end_date, each.code])).toEqual([
      ['import', `${months[0]}-01`, `${months[1]}-31`, 'LIVERC_TIMEOUT'],
      ['discovery', '2025-09-01', '2025-09-30', 'LIVERC_UNAVAILABLE'],
    ]);
  });

  it('is an event with the races that are not here, until another import brings them', async () => {
    const event = (await newEvents(stage, EVENTS_AT)).find(({ source_event_id: id }) => {
      const races = stage.simulator.truth.event(EVENTS_AT, id)!.races;
      return races.length > 1 && races.every((race) => race.laps_printed);
    })!;
    const { source_event_id, name } = event;
    const race = stage.simulator.truth.event(EVENTS_AT, source_event_id)!.races[0]!.source_race_id;
    const match = { page: 'race', id: race } as const;
    stage.simulator.faults.set([{ match, effect: { type: 'unrelated-page' } }]);
    const { id: job_id, event_id } = await importEvent(stage, EVENTS_AT, source_event_id);

    const before = await failed();
    stage.simulator.faults.set([]);
    await importEvent(stage, EVENTS_AT, source_event_id);
    const after = await failed();

    expect(before).toMatchObject({ count: 1, items: [{ kind: 'event', job_id, event_id: null }] });
    const { event: told, code, track_id: at } = before.items[0]!;
    expect([code, at]).toEqual(['LIVERC_PAGE_CHANGED', trackId(EVENTS_AT)]);
    expect(told).toMatchObject({ id: event_id, source_event_id, name });
    const page = expect.stringContaining(`id=${race}`);
    expect(told!.pages).toEqual([{ page, code, message: expect.stringMatching(/./) }]);
    expect(after.items).toMatchObject([{ job_id, event_id, event: { pages: [] } }]);
  });

  async function failedImport(): Promise<{ job_id: string }> {
    stage.simulator.faults.set([
      { match: { page: 'day' }, effect: { type: 'changed-markup', change: 'table-gone' } },
    ]);
    const dates = [date];
    const { job_id } = dataOf(
      await post<{ job_id: string }>(stage, '/practice-days/ingest-range', { track_id, dates }),
    );
    await untilJobEnds(stage, job_id);
    return { job_id };
  }
});
