import { randomUUID } from 'node:crypto';
import { get, post } from './support/requests.js';
import { trackside } from './support/trackside-fixture.js';
import { trackId } from './support/trackside.js';
import { latestToday } from './support/truth.js';

const SLUG = 'tallowick';
const track_id = trackId(SLUG);
const nextYear = Number(latestToday().slice(0, 4)) + 1;

describe('bad input', () => {
  const stage = trackside({ keepsData: true });
  const { simulator } = stage;

  afterEach(async () => {
    expect(simulator.requests.counts().total).toBe(0);
    expect(await stage.query('SELECT * FROM practice_months')).toEqual([]);
  });

  const slugs: unknown[] = [
    'evil.com/',
    'evil.com#',
    'evil.com?',
    'a@evil.com',
    'a\\@evil.com',
    '169.254.169.254/latest?',
    'localhost:8000/',
    '127.0.0.1',
    '[::1]',
    '[::ffff:7f00:1]',
    'a.b',
    'a..b',
    '-a',
    'a-',
    '',
    ' ',
    'a'.repeat(64),
    'x%2eevil',
    'a\0b',
    'a\r\nb',
    'xn--',
    'ｔallowick',
    '../',
    'www',
    'live',
    7,
    ['tallowick'],
    { slug: 'tallowick' },
    'marrowgate',
    '\u212Aestrel',
  ];

  it.each(slugs)('refuses %j as the track’s slug', async (track_slug) => {
    const answer = await post(stage, '/practice-days/discover-range', { track_id, track_slug });

    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({
      success: false,
      error: { code: 'VALIDATION_ERROR', details: [{ field: 'track_slug' }] },
      request_id: expect.stringMatching(/.+/),
    });
  });

  const bodies: [string, Record<string, unknown>, string][] = [
    ['a date that is none', { start_date: '2025-02-30', end_date: '2025-03-01' }, 'start_date'],
    ['the date 0000-00-00', { start_date: '0000-00-00', end_date: '2025-03-01' }, 'start_date'],
    ['the year 9999', { start_date: '2025-01-01', end_date: '9999-01-01' }, 'end_date'],
    ['the year 1999', { start_date: '1999-12-31', end_date: '2025-01-01' }, 'start_date'],
    [
      'a year after next',
      { start_date: '2025-01-01', end_date: `${nextYear + 1}-01-01` },
      'end_date',
    ],
    ['a start after the end', { start_date: '2025-03-02', end_date: '2025-03-01' }, 'start_date'],
    ['a start alone', { start_date: '2025-03-02' }, 'end_date'],
    ['an end alone', { end_date: '2025-03-02' }, 'start_date'],
    ['a date with time', { start_date: '2025-03-02T00:00', end_date: '2025-03-03' }, 'start_date'],
    ['no months', { months: [] }, 'months'],
    ['month 0', { months: [{ year: 2025, month: 0 }] }, 'months.0.month'],
    ['month 13', { months: [{ year: 2025, month: 13 }] }, 'months.0.month'],
    ['a month as text', { months: ['2025-01'] }, 'months.0'],
    [
      'a month twice',
      {
        months: [
          { year: 2025, month: 1 },
          { year: 2025, month: 1 },
        ],
      },
      'months',
    ],
    [
      'months beside dates',
      { months: [{ year: 2025, month: 1 }], start_date: '2025-01-01', end_date: '2025-01-02' },
      'months',
    ],
    ['months in a list of a list', { months: [[{ year: 2025, month: 1 }]] }, 'months'],
    ['an empty list as a month', { months: [[]] }, 'months'],
    ['null as a start', { start_date: null, end_date: '2025-10-31' }, 'start_date'],
    ['null as months', { months: null }, 'months'],
    ['null as a slug', { track_slug: null }, 'track_slug'],
    ['null as a boolean', { refresh: null }, 'refresh'],
    ['an unknown field', { colour: 'red' }, 'colour'],
    ['a boolean as text', { refresh: 'true' }, 'refresh'],
    ['a boolean as number', { skip_covered: 1 }, 'skip_covered'],
  ];

  it.each(bodies)('refuses %s and names the field', async (_, fields, field) => {
    const answer = await post(stage, '/practice-days/discover-range', { track_id, ...fields });

    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ error: { code: 'VALIDATION_ERROR' } });
    const { details } = (answer.body as { error: { details: { field: string }[] } }).error;
    expect(details.map((detail) => detail.field)).toContain(field);
  });

  it.each([undefined, null, '', 'x', 7, [], 'undefined', `${track_id}0`])(
    'refuses %j as a track id',
    async (id) => {
      const answer = await post(stage, '/practice-days/discover-range', { track_id: id });

      expect(answer.status).toBe(400);
      expect(answer.body).toMatchObject({ error: { details: [{ field: 'track_id' }] } });
    },
  );

  it('answers 404 for the id of no track, before a stream begins', async () => {
    const id = randomUUID();

    const answers = [
      await post(stage, '/practice-days/discover-range', { track_id: id, stream: true }),
      await get(stage, `/practice-days/discover-range/stream?track_id=${id}`),
      await get(stage, `/tracks/${id}`),
      await get(stage, `/events/search?track_id=${id}`),
    ];

    for (const answer of answers) {
      expect(answer.status).toBe(404);
      expect(answer.body).toMatchObject({ error: { code: 'TRACK_NOT_FOUND' } });
    }
  });

  const queries = [
    'track_id=x',
    `track_id=${track_id}&track_id=${track_id}`,
    `track_id=${track_id}&refresh=1`,
    `track_id=${track_id}&refresh=TRUE`,
    `track_id=${track_id}&refresh=true&refresh=true`,
    `track_id=${track_id}&months=2025-01`,
    `track_id=${track_id}&start_date=2025-01-01`,
    `track_id=${track_id}&start_date[]=2025-01-01&end_date=2025-01-02`,
    `track_id[a]=b`,
    `track_id=${track_id}&track_slug=evil.com%2F`,
    '',
  ];

  it.each(queries)('refuses the stream query "%s" with an ordinary 400', async (search) => {
    const answer = await get(stage, `/practice-days/discover-range/stream?${search}`);

    expect(answer.status).toBe(400);
    expect(answer.headers.get('content-type')).toContain('application/json');
    expect(answer.body).toMatchObject({ error: { code: 'VALIDATION_ERROR' } });
  });

  const searches: [string, number][] = [
    ['limit=0', 400],
    ['limit=-1', 400],
    ['limit=1e6', 400],
    ['limit=101', 400],
    ['limit=ten', 400],
    ['cursor=forged', 400],
    [`cursor=${Buffer.from('[0,"\\u0000","a"]').toString('base64url')}`, 400],
    [`cursor=${Buffer.from('[9,"a","a"]').toString('base64url')}`, 400],
    ['q=a%00b', 400],
    [`q=${'a'.repeat(101)}`, 400],
    ['favourites=yes', 400],
    ['colour=red', 400],
    ['q=%25', 200],
    ['q=_', 200],
    [`q=${encodeURIComponent(`'; DROP TABLE tracks; --`)}`, 200],
    [`q=${encodeURIComponent('\\')}`, 200],
  ];

  it.each(searches)('answers a search for tracks with "%s" by %d', async (search, status) => {
    const answer = await get<{ items: unknown[] }>(stage, `/tracks?${search}`);

    expect(answer.status).toBe(status);
    if (status === 200) expect(answer.body).toMatchObject({ data: { items: [] } });
  });

  it('refuses 10,000 event ids, and ids that are no digits', async () => {
    const many = Array.from({ length: 10_000 }, (_, index) => String(index));

    for (const source_event_ids of [many, ['1;drop'], ['../'], ['-1'], [], [null], '12']) {
      const answer = await post(stage, '/events/import', { track_id, source_event_ids });
      expect(answer.status).toBe(400);
      expect(answer.body).toMatchObject({ error: { code: 'VALIDATION_ERROR' } });
    }
  });

  it('refuses a body of 10 MB', async () => {
    const answer = await post(stage, '/events/import', { text: 'x'.repeat(10_000_000) });

    expect(answer.status).toBe(413);
    expect(answer.body).toMatchObject({ error: { code: 'PAYLOAD_TOO_LARGE' } });
  });

  const raw: [string, string, string, number, string][] = [
    ['malformed JSON', '{"track_id":', 'application/json', 400, 'VALIDATION_ERROR'],
    ['an empty body', '', 'application/json', 400, 'VALIDATION_ERROR'],
    ['a JSON array', '[]', 'application/json', 400, 'VALIDATION_ERROR'],
    ['JSON null', 'null', 'application/json', 400, 'VALIDATION_ERROR'],
    ['__proto__', '{"__proto__":{"a":1}}', 'application/json', 400, 'VALIDATION_ERROR'],
    ['a prototype', '{"constructor":{"prototype":1}}', 'application/json', 400, 'VALIDATION_ERROR'],
    [
      'deep JSON',
      `${'['.repeat(100_000)}${']'.repeat(100_000)}`,
      'application/json',
      400,
      'VALIDATION_ERROR',
    ],
    [
      'a deep field',
      `{"a":${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}}`,
      'application/json',
      400,
      'VALIDATION_ERROR',
    ],
    ['XML', '<a/>', 'application/xml', 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['a form', 'a=b', 'application/x-www-form-urlencoded', 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['text', '{}', 'text/plain', 415, 'UNSUPPORTED_MEDIA_TYPE'],
  ];

  it.each(raw)('refuses %s', async (_, body, contentType, status, code) => {
    const response = await stage.agent
      .post('/api/v1/practice-days/discover-range')
      .set('content-type', contentType)
      .send(body);

    expect(response.status).toBe(status);
    expect(response.body).toMatchObject({ success: false, error: { code } });
  });
});
