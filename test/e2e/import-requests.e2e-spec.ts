import { Simulator } from '@trackside/simulator';
import { post } from './support/requests.js';
import {
  createDatabase,
  query,
  startTrackside,
  trackId,
  type Trackside,
  untilCatalogueIsRead,
} from './support/trackside.js';

const SLUG = 'tallowick';

describe('bad requests for imports', () => {
  const simulator = new Simulator({ tracks: 30 });
  let databaseUrl: string;
  let trackside: Trackside;

  beforeAll(async () => {
    const liverc = await simulator.start();
    databaseUrl = await createDatabase();
    trackside = await startTrackside(databaseUrl, liverc);
    await untilCatalogueIsRead(trackside);
    simulator.requests.clear();
  });

  afterAll(async () => {
    expect(simulator.requests.counts().total).toBe(0);
    await trackside.close();
    await simulator.stop();
  });

  it.each([
    ['nothing to import', {}, 'dates'],
    ['dates and a range', { dates: ['2025-10-25'], start_date: '2025-10-01' }, 'dates'],
    ['a date twice', { dates: ['2025-10-25', '2025-10-25'] }, 'dates'],
    ['no date', { dates: ['2025-02-30'] }, 'dates'],
    ['no dates', { dates: [] }, 'dates'],
    ['half a range', { start_date: '2025-10-01' }, 'end_date'],
    ['a range backwards', { start_date: '2025-10-02', end_date: '2025-10-01' }, 'start_date'],
    ['an unknown field', { dates: ['2025-10-25'], day: 1 }, 'day'],
  ])('refuses %s before any work', async (_, body, field) => {
    const answer = await post(trackside, '/practice-days/ingest-range', {
      track_id: trackId(SLUG),
      ...body,
    });

    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({
      error: { code: 'VALIDATION_ERROR', details: [{ field }] },
    });
    expect(await query(databaseUrl, 'SELECT FROM import_jobs')).toEqual([]);
  });

  it('knows no job that was never begun', async () => {
    const nobody = '0f0e7a1c-93b5-4d0c-8f57-64c1a0d1be2f';
    for (const path of ['', '/events']) {
      const response = await fetch(`${trackside.url}/api/v1/jobs/${nobody}${path}`);
      expect(response.status).toBe(404);
      expect(await response.json()).toMatchObject({ error: { code: 'NOT_FOUND' } });
    }
    const response = await fetch(`${trackside.url}/api/v1/jobs/${nobody}`, { method: 'DELETE' });
    expect(response.status).toBe(404);
  });
});
