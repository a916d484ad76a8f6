import { LivercScraper } from '@trackside/liverc-scraper';
import type { StatusResult } from '@trackside/contracts';
import type { FaultRule } from '@trackside/simulator';
import { PageShapeCheck } from '../../libs/practice-days/src/background/page-shape-check.js';
import { MovedClock } from './support/clock.js';
import { dataOf, discoverRange, get } from './support/requests.js';
import { trackside } from './support/trackside-fixture.js';
import { pagesAsked, trackId } from './support/trackside.js';

const SLUG = 'tallowick';
const ENVIRONMENT = { PREFETCH_REQUESTS_PER_DAY: '2000' };
const HOUR = 3_600;
const COLUMNS_MOVED: FaultRule = {
  match: { page: 'day' },
  effect: { type: 'changed-markup', change: 'columns-moved' },
};

describe('the daily look at pages that are known', () => {
  const stage = trackside({ environment: ENVIRONMENT });
  const { simulator } = stage;
  let clock: MovedClock;

  beforeEach(async () => {
    clock = new MovedClock();
    clock.govern(stage);
    await discoverRange(stage, { track_id: trackId(SLUG) });
    simulator.requests.clear();
  });

  const failWith = (...rules: FaultRule[]): void => {
    simulator.faults.set(rules);
    stage.app.get(LivercScraper, { strict: false }).beginAnew();
  };
  const jobsUnderWay = async () => {
    const sql = `SELECT FROM pgboss.job WHERE name = 'check-page-shapes' AND state < 'completed'`;
    return (await stage.query(sql)).length;
  };
  const look = async () => {
    await stage.app.get(PageShapeCheck, { strict: false }).queueCheck();
    await stage.until(async () => (await jobsUnderWay()) === 0);
  };
  const drift = async () => dataOf(await get<StatusResult>(stage, '/status')).drift;
  const metric = async (page: string) => {
    const { text } = await stage.agent.get('/metrics');
    return new RegExp(`^trackside_page_drift\\{page="${page}"\\} (\\d)$`, 'm').exec(text)?.[1];
  };
  const stored = () =>
    stage.query(`SELECT d.id, d.reading, d.session_count, m.fetched_at FROM practice_days d
      JOIN practice_months m USING (track_id, month) ORDER BY d.id`);

  it('asks for one calendar and one day a day, and stores nothing of them', async () => {
    const before = await stored();
    await look();
    await look();
    clock.move(20 * HOUR);
    await look();

    expect(simulator.requests.count({ page: 'calendar' })).toBe(1);
    expect(simulator.requests.count({ page: 'day' })).toBe(1);
    expect(await drift()).toEqual([]);
    expect([await metric('calendar'), await metric('day')]).toEqual(['0', '0']);
    expect(await stored()).toEqual(before);

    clock.move(4 * HOUR);
    await look();
    expect(pagesAsked(simulator)).toBe(4);
  });

  it.each<[string, 'calendar' | 'day', FaultRule['effect'], RegExp]>([
    [
      'is not recognised',
      'day',
      COLUMNS_MOVED.effect,
      /^expected rows of sessions, got \d+ that can't be read/,
    ],
    [
      'is not recognised',
      'calendar',
      { type: 'changed-markup', change: 'table-gone' },
      /^expected .*, got /,
    ],
    [
      'lacks its totals',
      'day',
      { type: 'changed-markup', change: 'totals-gone' },
      /^expected printed totals, got none/,
    ],
    [
      'has rows that can’t be read',
      'day',
      { type: 'changed-markup', change: 'row-without-link' },
      /^expected \d+ rows that can be read/,
    ],
  ])(
    'says of a page that it %s, until a later look finds it well: %s',
    async (_, page, effect, why) => {
      const before = await stored();
      failWith({ match: { page }, effect });
      await look();

      expect(await drift()).toEqual([
        {
          page,
          since: expect.any(String),
          checked_at: expect.any(String),
          track_id: trackId(SLUG),
          track_slug: SLUG,
          message: expect.stringMatching(why),
        },
      ]);
      expect(await metric(page)).toBe('1');
      expect(await stored()).toEqual(before);
      await stage.until(async () => (await stage.query('SELECT FROM vault_pages')).length > 0);

      failWith();
      clock.move(HOUR);
      await look();
      expect(await drift()).toEqual([]);
      expect(await metric(page)).toBe('0');
    },
  );

  it('keeps the moment since when a page is otherwise', async () => {
    failWith(COLUMNS_MOVED);
    await look();
    const [first] = await drift();
    clock.move(HOUR);
    await look();
    const [second] = await drift();

    expect(second!.since).toBe(first!.since);
    expect(Date.parse(second!.checked_at)).toBeGreaterThan(Date.parse(first!.checked_at));
  });

  it('says nothing of pages that do not come, and looks again within the hour', async () => {
    failWith({ match: { page: 'calendar' }, effect: { type: 'status', status: 503 } });
    await look();
    expect(await stage.query('SELECT page FROM page_shapes')).toEqual([{ page: 'day' }]);
    expect(await drift()).toEqual([]);

    failWith();
    clock.move(HOUR);
    await look();
    expect(await stage.query('SELECT FROM page_shapes')).toHaveLength(2);
  });

  it('sends nothing that the budget for reading ahead does not hold', async () => {
    await stage.restart({ PREFETCH_REQUESTS_PER_DAY: '1' });
    await look();

    expect(pagesAsked(simulator)).toBe(0);
  });
});
