import { importDay, newestDays } from './support/imports.js';
import { McpCaller } from './support/mcp.js';
import { dataOf, discoverRange, post } from './support/requests.js';
import { trackside } from './support/trackside-fixture.js';
import { trackId } from './support/trackside.js';

const track_id = trackId('tallowick');
const OCTOBER = { start_date: '2025-10-01', end_date: '2025-10-31' };

describe('a model that asks for what nobody can know yet', () => {
  const stage = trackside({ simulator: { today: '2025-10-31' } });
  let mcp: McpCaller;

  beforeEach(async () => {
    mcp = await McpCaller.connect(stage);
  });
  afterEach(() => mcp.close());

  it('is told "unknown" of the days after a month was read, and the days before', async () => {
    await discoverRange(stage, { track_id, ...OCTOBER });
    await stage.query(`UPDATE practice_months SET fetched_at = '2025-10-15T12:00:00Z'`);
    await stage.query(`DELETE FROM practice_days WHERE date > '2025-10-15'`);

    const late = { start_date: '2025-10-20', end_date: '2025-10-31' };
    const days = (await mcp.call('list_practice_days', { track_id, ...late })).data;
    const early = { start_date: '2025-10-01', end_date: '2025-10-12' };

    expect(days).toMatchObject({
      outcome: 'unknown',
      reason: expect.stringContaining('2025-10 was read on 2025-10-15'),
      days: [],
      months: [{ month: '2025-10', state: 'known_until', fetched_at: '2025-10-15T12:00:00.000Z' }],
    });
    expect((await mcp.call('list_practice_days', { track_id, ...early })).data).toMatchObject({
      reason: null,
      months: [{ state: 'known' }],
    });
    const nobody = { track_id, q: 'nobody at all' };
    expect((await mcp.call('who_practised', { ...nobody, ...late })).data['outcome']).toBe(
      'unknown',
    );
    expect((await mcp.call('who_practised', { ...nobody, ...early })).data['outcome']).toBe('none');
  });

  it('is told "unknown" of who drove on days of which only the calendar was read', async () => {
    await discoverRange(stage, { track_id, ...OCTOBER });
    await stage.query('DELETE FROM practice_sessions');
    await stage.query(
      'UPDATE practice_days SET summarised_at = NULL, session_count = NULL, total_laps = NULL',
    );

    const { data } = await mcp.call('who_practised', { track_id, ...OCTOBER });

    expect(data).toMatchObject({
      outcome: 'unknown',
      reason: expect.stringContaining('was never read'),
      drivers: [],
    });
  });

  it('is told "unknown" of who did not drive yet on a day that was read before its end', async () => {
    const [date] = newestDays(stage.simulator, 'tallowick', 1) as [string];
    const event_id = await importDay(stage, 'tallowick', date);
    const asked = { event_id, driver: 'Nobody At All' };
    const after = (await mcp.call('list_sessions', asked)).data;
    await stage.query(`UPDATE practice_days SET summarised_at = '${date}T12:00:00Z'`);

    const { data } = await mcp.call('list_sessions', asked);

    expect(after).toMatchObject({ outcome: 'none', reason: null });
    expect(data).toMatchObject({
      outcome: 'unknown',
      reason: expect.stringContaining('before its end'),
      sessions: [],
    });
  });

  it('is never told a name that is hidden', async () => {
    const [date] = newestDays(stage.simulator, 'tallowick', 1) as [string];
    const event_id = await importDay(stage, 'tallowick', date);
    const all = async () => (await mcp.call('list_sessions', { event_id, limit: 100 })).text;
    const { sessions } = (await mcp.call('list_sessions', { event_id })).data;
    const names = (sessions as { driver_name: string }[]).map((each) => each.driver_name);
    const name = names.find((each) => each !== 'Unknown Driver')!;
    expect(await all()).toContain(JSON.stringify(name));

    dataOf(await post(stage, '/privacy/hidden-names', { name, track_id }));

    expect(await all()).not.toContain(JSON.stringify(name));
    expect((await mcp.call('who_practised', { track_id, q: name })).data['drivers']).toEqual([]);
    expect((await mcp.call('driver_figures', { track_id, name })).data['driver']).toBeNull();
    expect(await all()).toContain('Hidden driver 1');
  });

  it('is told "unknown" of a driver at a track of which nobody asked LiveRC anything', async () => {
    const { data, text } = await mcp.call('driver_figures', { track_id, name: 'Zoë Marlow' });

    expect(data).toMatchObject({
      outcome: 'unknown',
      reason: expect.stringContaining('LiveRC was never asked in which months'),
      driver: null,
    });
    expect(text).toMatch(/^Unknown: /);
  });

  it('is told "unknown" of a track while the list of tracks was never read', async () => {
    await stage.query('DELETE FROM catalogue_readings');

    const { data } = await mcp.call('find_track', { q: 'no such track' });

    expect(data).toMatchObject({ outcome: 'unknown', catalogue_read_at: null });
  });
});
