import { dataOf, discoverRange, get, put, readEvents } from './support/requests.js';
import { LiveFollower } from './support/live-follower.js';
import { trackside } from './support/trackside-fixture.js';
import { trackId } from './support/trackside.js';

const SLUG = 'tallowick';
/** Months with practice, each. */
const RANGE = { start_date: '2025-09-01', end_date: '2025-10-31' };

/** Labels with the values that they may have: a name or a date among them would fill a monitor. */
const LABELS: Record<string, RegExp> = {
  answered_by: /^(?:liverc|store|skipped)$/,
  complete: /^(?:true|false)$/,
  kind: /^(?:completion|prefetch|day|job|timeline|discovery)$/,
  le: /^(?:[\d.]+|\+Inf)$/,
  of: /^(?:day|job|timeline)$/,
  outcome: /^[a-z]+$/,
  page: /^(?:catalogue|dashboard|calendar|day|session|events)$/,
  requests: /^(?:in_flight|waiting|limit)$/,
  source: /^(?:cache|store|liverc|kept|none)$/,
  state: /^[a-z]+$/,
  status: /^(?:complete|partial|failed)$/,
};

describe('the metrics', () => {
  const stage = trackside();
  const { simulator } = stage;
  const print = async (): Promise<string[]> => {
    const { text } = await stage.agent.get('/metrics');
    return (text as string).split('\n').filter((line) => line.startsWith('trackside_'));
  };
  /** The sum over all lines that begin so; null where there is none. */
  const value = async (begin: string): Promise<number | null> => {
    const found = (await print()).filter((line) => line.startsWith(begin));
    if (found.length === 0) return null;
    return found.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
  };
  const search = () => discoverRange(stage, { track_id: trackId(SLUG), ...RANGE });

  it('tell of months where they were found: LiveRC, the store, or an answer kept ready', async () => {
    const count = async (source: string) =>
      (await value(`trackside_answered_months_total{status="complete",source="${source}"}`)) ?? 0;
    const sources = ['liverc', 'store', 'cache', 'kept'];
    const before = await Promise.all(sources.map(count));
    const { months } = await search();
    await search();
    await stage.until(async () => {
      await search();
      return (await count('kept')) > before[3]!;
    });
    const after = await Promise.all(sources.map(count));

    const [fromLiverc = 0, fromStore = 0, fromCache = 0, kept = 0] = after.map(
      (now, at) => now - before[at]!,
    );
    expect(fromLiverc).toBeGreaterThan(0);
    expect(fromStore + fromCache).toBeGreaterThanOrEqual(months.length);
    expect(kept).toBe(months.length);
  });

  it('tell of months in the database, complete and partial', async () => {
    // Counted once a minute: by a process that begins.
    await search();
    await stage.query(`UPDATE practice_days SET needs_reading =
      month = (SELECT max(month) FROM practice_days)`);
    await stage.restart();
    const [known] = await stage.query<{ count: number }>(
      'SELECT count(*)::integer AS count FROM practice_months',
    );

    expect(await value('trackside_stored_months{state="partial"}')).toBe(1);
    expect(await value('trackside_stored_months{state="complete"}')).toBe(known!.count - 1);
    expect(await value('trackside_stored_months{state="awaited"}')).toBe(0);
  });

  it('tell of open streams, of the gate and of LiveRC’s state', async () => {
    expect(await value('trackside_open_streams')).toBe(0);
    simulator.faults.set([{ match: { page: 'calendar' }, effect: { type: 'hang' } }]);
    const leaving = new AbortController();
    const stream = readEvents(stage, { track_id: trackId(SLUG) }, { signal: leaving.signal });
    await stage.until(
      async () => (await value('trackside_liverc_gate{requests="in_flight"}'))! > 0,
    );

    expect(await value('trackside_open_streams{kind="discovery"}')).toBe(1);
    expect(await value('trackside_liverc_gate{requests="limit"}')).toBeGreaterThan(0);
    expect(await value('trackside_liverc_state')).toBe(1);
    expect(await value('trackside_liverc_sites{state="stopped"}')).toBe(0);
    leaving.abort();
    await stream.catch(() => null);
    await stage.until(async () => (await value('trackside_open_streams')) === 0);
  });

  it('tell of who follows a running day', async () => {
    const follower = new LiveFollower(stage, SLUG);
    await stage.until(async () => (await value('trackside_followers{of="day"}')) === 1);
    await follower.leave();
    await stage.until(async () => (await value('trackside_followers{of="day"}')) === 0);
  });

  it('tell of jobs that wait, and since when', async () => {
    await stage.query(`INSERT INTO pgboss.job (name, data, state, policy, created_on, start_after)
      VALUES ('import-practice-day', '{}', 'created', 'exclusive', now() - interval '1 hour',
        now() + interval '1 hour')`);

    expect(await value('trackside_jobs{state="queued"}')).toBe(1);
    expect(await value('trackside_jobs_oldest_age_seconds')).toBe(0);
  });

  it('tell the rest when the database can’t be asked for something', async () => {
    await stage.query('ALTER TABLE page_shapes RENAME TO shapes_away');
    try {
      const lines = (await print()).join('\n');
      expect(lines).not.toContain('trackside_page_drift{');
      expect(lines).toContain('trackside_liverc_gate{');
    } finally {
      await stage.query('ALTER TABLE shapes_away RENAME TO page_shapes');
    }
  });

  it('have labels of few values alone', async () => {
    await search();
    await put(stage, `/tracks/${trackId(SLUG)}/favourite`);
    dataOf(await get(stage, `/events/search?track_id=${trackId(SLUG)}`));
    const labels = (await print()).flatMap((line) => [
      ...line.matchAll(/[{,]([a-z_]+)="([^"]*)"/g),
    ]);

    expect(labels.length).toBeGreaterThan(50);
    for (const [, name = '', label] of labels) expect(label).toMatch(LABELS[name] ?? /^$/);
  });
});
