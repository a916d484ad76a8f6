import type { FaultRule } from '@trackside/simulator';
import { importDay, newestDays, storedSessions, trueSessions } from './support/imports.js';
import { dataOf, discoverRange, get, post } from './support/requests.js';
import { trackside } from './support/trackside-fixture.js';
import { startTrackside, trackId } from './support/trackside.js';
import { daysBefore, latestToday, trueDays } from './support/truth.js';

const SLUG = 'tallowick';
const OWN_NAME = 'Tallowick RC & Buggy Park';
/** What the track's own pages are called, the dashboard among them. */
const CALLED_OTHERWISE: FaultRule = {
  match: { slug: SLUG },
  effect: { type: 'page-name', name: OWN_NAME },
};

describe('a track that its own pages call otherwise than the catalogue', () => {
  const stage = trackside();
  const { simulator } = stage;
  const today = latestToday();
  const range = { track_id: trackId(SLUG), start_date: daysBefore(today, 60), end_date: today };
  const truth = () => trueDays(simulator, SLUG, range.start_date, today);

  beforeEach(async () => {
    simulator.faults.set([CALLED_OTHERWISE]);
    simulator.requests.clear();
  });

  const dashboardsAsked = () => simulator.requests.counts().by_page.dashboard ?? 0;
  const discover = () => post(stage, '/practice-days/discover-range', range);

  it('is read like any other, and its dashboard asked once', async () => {
    const [date = ''] = newestDays(simulator, SLUG, 1);

    const result = await discoverRange(stage, range);
    const eventId = await importDay(stage, SLUG, date);
    await post(stage, '/events/discover', { track_id: trackId(SLUG) });

    expect(result.complete).toBe(true);
    expect(result.practice_days).toEqual(truth());
    expect(await storedSessions(stage.databaseUrl, eventId)).toEqual(
      trueSessions(simulator, SLUG, date),
    );
    expect(dashboardsAsked()).toBe(1);
    expect(Object.values(simulator.requests.counts().by_url)).not.toContain(2);
  });

  it('keeps both names, also over a restart', async () => {
    await discoverRange(stage, range);
    const restarted = await startTrackside(stage.databaseUrl, stage.liverc);

    const again = await discoverRange(restarted, { ...range, refresh: true });
    const { name } = dataOf(await get<{ name: string }>(restarted, `/tracks/${trackId(SLUG)}`));
    await restarted.close();

    expect(again.practice_days).toEqual(truth());
    expect(dashboardsAsked()).toBe(1);
    expect(name).toBe('Tallowick Off Road Club');
    const names = await stage.query(`SELECT name, page_name FROM tracks WHERE slug = '${SLUG}'`);
    expect(names).toEqual([{ name: 'Tallowick Off Road Club', page_name: OWN_NAME }]);
  });

  it('is refused when only one page bears the other name: that one is another track’s', async () => {
    simulator.faults.set([{ ...CALLED_OTHERWISE, match: { page: 'calendar', slug: SLUG } }]);

    const answer = await discover();

    expect(answer.status).toBe(502);
    expect(answer.body).toMatchObject({
      error: { code: 'LIVERC_PAGE_CHANGED', message: expect.stringContaining(OWN_NAME) },
    });
    expect(dashboardsAsked()).toBe(1);
    expect(await stage.query('SELECT 1 FROM practice_months')).toEqual([]);
  });

  it('is refused a page of a third name', async () => {
    simulator.faults.set([
      { match: { page: 'calendar', slug: SLUG }, effect: { type: 'other-track' } },
      CALLED_OTHERWISE,
    ]);

    expect((await discover()).body).toMatchObject({ error: { code: 'LIVERC_PAGE_CHANGED' } });
    simulator.faults.set([CALLED_OTHERWISE]);
    expect((await discoverRange(stage, range)).practice_days).toEqual(truth());
    expect(dashboardsAsked()).toBe(1);
  });

  it('is read when one page in between was another track’s', async () => {
    simulator.faults.set([
      { match: { page: 'calendar', slug: SLUG }, times: 1, effect: { type: 'other-track' } },
      CALLED_OTHERWISE,
    ]);

    expect((await discoverRange(stage, range)).practice_days).toEqual(truth());
  });

  it('is unavailable, not changed, while nobody can ask its dashboard', async () => {
    simulator.faults.set([
      { match: { page: 'dashboard' }, effect: { type: 'status', status: 503 } },
      CALLED_OTHERWISE,
    ]);

    const answer = await discover();
    simulator.faults.set([CALLED_OTHERWISE]);
    const later = await discoverRange(stage, range);

    expect(answer.body).toMatchObject({ error: { code: 'LIVERC_UNAVAILABLE' } });
    expect(later.practice_days).toEqual(truth());
  });
});
