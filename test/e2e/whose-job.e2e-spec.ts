import type { EventsSearchResult, IngestResult } from '@trackside/contracts';
import { type Browser, newcomer } from './support/people.js';
import { trackId } from './support/trackside.js';
import { trackside } from './support/trackside-fixture.js';

const TRACK = trackId('tallowick');

describe('a job', () => {
  const stage = trackside({ environment: { AUTH_MODE: 'required' } });
  let ada: Browser;
  let eve: Browser;

  beforeEach(async () => {
    ada = await newcomer(stage, 'ada@club.example');
    eve = await newcomer(stage, 'eve@club.example');
  });

  /** Sessions don't come, so that an import stays under way. */
  const hold = () =>
    stage.simulator.faults.set([{ match: { page: 'session' }, effect: { type: 'hang' } }]);

  const importDay = async (browser: Browser): Promise<IngestResult> => {
    const { body } = await browser
      .post('/api/v1/practice-days/ingest')
      .send({ track_id: TRACK, date: await aDay() });
    return body.data as IngestResult;
  };

  async function aDay(): Promise<string> {
    const { body } = await ada
      .post('/api/v1/practice-days/discover')
      .send({ track_id: TRACK, year: 2025, month: 10 });
    return body.data.practice_days[0].date as string;
  }

  it('is there for who asked for it and for an admin, and for nobody else', async () => {
    const { job_id: id } = await importDay(ada);
    const admin = await newcomer(stage, 'admin@club.example', 'admin');

    await ada.get(`/api/v1/jobs/${id}`).expect(200);
    await admin.get(`/api/v1/jobs/${id}`).expect(200);
    for (const path of [`/api/v1/jobs/${id}`, `/api/v1/jobs/${id}/events`]) {
      const { body } = await eve.get(path).expect(404);
      expect(body.error.code).toBe('NOT_FOUND');
    }
    await eve.delete(`/api/v1/jobs/${id}`).expect(404);
  });

  it('is there for everybody who asked for the same, and none of them can end it for all', async () => {
    await aDay();
    hold();
    const { job_id: id } = await importDay(ada);
    expect((await importDay(eve)).job_id).toBe(id);

    await eve.get(`/api/v1/jobs/${id}`).expect(200);
    const { body } = await ada.delete(`/api/v1/jobs/${id}`).expect(409);
    expect(body.error.message).toContain('somebody else has asked for the same');
  });

  it('that discovers is told to who began it', async () => {
    const search = async (browser: Browser): Promise<EventsSearchResult> => {
      const { body } = await browser.get('/api/v1/events/search').query({
        track_id: TRACK,
        start_date: '2025-10-01',
        end_date: '2025-10-31',
        include_practice_days: 'true',
        mode: 'timeline',
      });
      return body.data as EventsSearchResult;
    };
    const { discovery_job_id: id } = await search(ada);

    await ada.get(`/api/v1/search/timeline/${id}/events`).expect(200);
    await eve.get(`/api/v1/search/timeline/${id}/events`).expect(404);
    await eve.get(`/api/v1/jobs/${id}`).expect(404);
  });

  it('that imports is named in a search to who asked for it alone', async () => {
    await aDay();
    hold();
    const { job_id: id } = await importDay(ada);
    const jobsIn = async (browser: Browser): Promise<string[] | undefined> => {
      const query = { track_id: TRACK, include_practice_days: 'true' };
      const dates = { start_date: '2025-10-01', end_date: '2025-10-31' };
      const { body } = await browser.get('/api/v1/events/search').query({ ...query, ...dates });
      return (body.data as EventsSearchResult).import_job_ids;
    };

    expect(await jobsIn(ada)).toEqual([id]);
    expect(await jobsIn(eve)).toEqual([]);
  });
});
