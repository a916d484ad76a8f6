import { post } from './support/requests.js';
import { trackside } from './support/trackside-fixture.js';
import { trackId } from './support/trackside.js';

const SLUG = 'tallowick';

describe('bad requests for imports', () => {
  const stage = trackside({ keepsData: true });
  const { simulator } = stage;

  afterAll(async () => {
    expect(simulator.requests.counts().total).toBe(0);
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
    const answer = await post(stage, '/practice-days/ingest-range', {
      track_id: trackId(SLUG),
      ...body,
    });

    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({
      error: { code: 'VALIDATION_ERROR', details: [{ field }] },
    });
    expect(await stage.query('SELECT FROM import_jobs')).toEqual([]);
  });

  it('knows no job that was never begun', async () => {
    const nobody = '0f0e7a1c-93b5-4d0c-8f57-64c1a0d1be2f';
    for (const path of ['', '/events']) {
      const response = await stage.agent.get(`/api/v1/jobs/${nobody}${path}`);
      expect(response.status).toBe(404);
      expect(response.body).toMatchObject({ error: { code: 'NOT_FOUND' } });
    }
    const response = await stage.agent.delete(`/api/v1/jobs/${nobody}`);
    expect(response.status).toBe(404);
  });
});
