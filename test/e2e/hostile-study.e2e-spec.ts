import { randomUUID } from 'node:crypto';
import { importDay } from './support/imports.js';
import { discoverRange, get, remove } from './support/requests.js';
import { trackside } from './support/trackside-fixture.js';
import { trackId } from './support/trackside.js';
import { latestToday, trueDays } from './support/truth.js';

const SLUG = 'tallowick';
const NO_ID = '0f0e7a1c-93b5-4d0c-8f57-64c1a0d1be2f';
const nextYear = Number(latestToday().slice(0, 4)) + 1;
const track_id = trackId(SLUG);

const forged = (place: string): string => Buffer.from(place).toString('base64url');

describe('bad questions about what is known', () => {
  const stage = trackside({ keepsData: true, simulator: { tracks: 30, today: '2025-10-31' } });
  const { simulator } = stage;
  let dayId: string;

  beforeAll(async () => {
    await discoverRange(stage, { track_id, months: [{ year: 2025, month: 9 }] });
    const [day] = trueDays(simulator, SLUG, '2025-09-01', '2025-09-30');
    dayId = await importDay(stage, SLUG, day!.date);
    simulator.requests.clear();
  });

  afterAll(async () => {
    expect(simulator.requests.counts().total).toBe(0);
  });

  const names = (field: string) => [
    `${field}=`,
    `${field}=%20%09`,
    `${field}=%C2%85`,
    `${field}=a%00b`,
    `${field}=a&${field}=b`,
    `${field}[]=a`,
    `${field}[a]=b`,
  ];
  const pages = [
    'limit=0',
    'limit=-1',
    'limit=101',
    'limit=1e6',
    'limit=ten',
    'limit=',
    'limit=7&limit=7',
    'cursor=',
    'cursor=forged',
    'cursor=a&cursor=b',
    `cursor=${forged('null')}`,
    `cursor=${forged('{}')}`,
    `cursor=${forged('[]')}`,
    `cursor=${forged('-1')}`,
    `cursor=${forged('1.5')}`,
    `cursor=${forged('2147483648')}`,
    `cursor=${forged('"2025-02-30"')}`,
    `cursor=${forged('"0000-01-01"')}`,
    `cursor=${forged('["2025-02-30",1]')}`,
    `cursor=${forged('["2025-02-28","1"]')}`,
    `cursor=${forged('["2025-02-28",1,2]')}`,
  ];
  const dates = [
    'start_date=2025-02-30&end_date=2025-03-01',
    'start_date=0000-00-00&end_date=2025-03-01',
    'start_date=2025-01-01&end_date=9999-01-01',
    'start_date=1999-12-31&end_date=2025-01-01',
    `start_date=2025-01-01&end_date=${nextYear + 1}-01-01`,
    'start_date=2025-03-02&end_date=2025-03-01',
    'start_date=2025-03-02',
    'end_date=2025-03-02',
    'start_date=2025-03-02T00:00&end_date=2025-03-03',
    'start_date=2025-03-02&start_date=2025-03-02&end_date=2025-03-03',
    'start_date=&end_date=',
  ];
  const formats = ['format=xml', 'format=', 'format=CSV', 'format=csv&format=csv', 'format[]=csv'];
  const onTrack = `track_id=${track_id}`;
  const ids = ['', 'track_id=', 'track_id=x', 'track_id=undefined', `${onTrack}&${onTrack}`];

  const questions: [path: string, searches: string[]][] = [
    ['practice-days/x', ['']],
    ['practice-days/undefined', ['', 'format=csv']],
    ['practice-days/null', ['']],
    ['practice-days/%00', ['']],
    [`practice-days/${NO_ID}0`, ['']],
    ['practice-days/ID', ['colour=red']],
    ['practice-days/ID/sessions/x/laps', ['']],
    ['practice-days/x/sessions', ['']],
    ['practice-days/x/export', ['']],
    [`practice-days/ID/sessions/${NO_ID}/laps`, ['limit=5']],
    [
      'practice-days/ID/sessions',
      [
        ...[...names('driver'), ...names('class'), ...pages, 'colour=red'],
        ...['session_id=x', 'session_id=', `session_id=${NO_ID}&session_id=x`],
        ...['include_laps=yes', 'include_laps=true&include_laps=true', 'start_date=2025-01-01'],
      ],
    ],
    [
      'practice-days/ID/export',
      [...formats, ...names('driver'), ...names('class'), 'transponder=1', 'colour=red', 'limit=5'],
    ],
    [
      'practice-days/search',
      [
        ...ids,
        ...[...names('driver'), ...names('class'), ...pages, ...dates, 'colour=red'].map(
          (search) => `${onTrack}&${search}`,
        ),
      ],
    ],
    [
      'drivers',
      [
        ...[...ids, ...ids.map((search) => `${search}&name=a`)].filter((id) => id !== onTrack),
        ...names('name').map((search) => `${onTrack}&${search}`),
        ...[...names('transponder'), ...pages, ...dates, 'colour=red'].map(
          (search) => `${onTrack}&name=a&${search}`,
        ),
      ],
    ],
    [
      'drivers/export',
      [
        ...[...ids, onTrack, `name=a`],
        ...[...names('transponder'), ...names('class'), ...formats, 'limit=5'].map(
          (search) => `${onTrack}&name=a&${search}`,
        ),
      ],
    ],
    [
      'events/search/export',
      [
        ...ids,
        ...[...dates, ...formats, 'include_practice_days=1', 'colour=red'].map(
          (search) => `${onTrack}&${search}`,
        ),
      ],
    ],
  ];

  it.each(questions)('refuses at /%s what breaks the contract', async (path, searches) => {
    for (const search of searches) {
      const answer = await get(stage, `/${path.replace('ID', dayId)}?${search}`);

      expect([search, answer.status]).toEqual([search, 400]);
      expect(answer.body).toMatchObject({ success: false, error: { code: 'VALIDATION_ERROR' } });
    }
  });

  it('refuses a name of 10,001 characters, and 51 ids of sessions', async () => {
    const long = await get(stage, `/drivers?${onTrack}&name=${'a'.repeat(10_001)}`);
    const many = await get(
      stage,
      `/practice-days/${dayId}/sessions?${`session_id=${NO_ID}&`.repeat(51)}`,
    );

    expect(long.body).toMatchObject({ error: { details: [{ field: 'name' }] } });
    expect(many.body).toMatchObject({ error: { details: [{ field: 'session_id' }] } });
  });

  it('answers 404 for the id of no track', async () => {
    const none = `track_id=${randomUUID()}`;

    for (const path of [
      `/practice-days/search?${none}`,
      `/drivers?${none}&name=a`,
      `/drivers/export?${none}&name=a`,
      `/events/search/export?${none}`,
    ]) {
      const answer = await get(stage, path);
      expect(answer.status).toBe(404);
      expect(answer.body).toMatchObject({ error: { code: 'TRACK_NOT_FOUND' } });
    }
  });

  it('answers HEAD without a body, and other methods with 405', async () => {
    for (const path of [
      `/practice-days/${dayId}`,
      `/practice-days/${dayId}/sessions`,
      `/practice-days/${dayId}/export`,
      `/practice-days/search?${onTrack}`,
      `/events/search/export?${onTrack}`,
    ]) {
      const head = await stage.agent.head(`/api/v1${path}`);
      const removal = await remove(stage, path);

      expect([path, head.status, head.text ?? '']).toEqual([path, 200, '']);
      expect([path, removal.status]).toEqual([path, 405]);
      expect(removal.headers.get('allow')).toMatch(/GET/);
    }
  });

  it('does not take an address of another method for the id of a day', async () => {
    const answer = await get(stage, '/practice-days/discover');

    expect(answer.status).toBe(405);
    expect(answer.headers.get('allow')).toBe('POST');
  });
});
