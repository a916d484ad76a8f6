import { gunzipSync } from 'node:zlib';
import request from 'supertest';
import { importDay, newestDays } from './support/imports.js';
import { importEvent, newEvents, racesOf } from './support/race-truth.js';
import { post } from './support/requests.js';
import { trackside } from './support/trackside-fixture.js';
import { trackId } from './support/trackside.js';
import { daysBefore, latestToday } from './support/truth.js';

const SLUG = 'marrowgate';

interface KeptRow {
  id: number;
  kind: string;
  parameters: string;
  content: Buffer;
  parser_version: number;
  seen_at: Date;
  stored_bytes: number;
  gone_at: Date | null;
}

describe('pages of what was imported', () => {
  const stage = trackside();
  const { simulator } = stage;
  const rows = (ownerId: string) =>
    stage.query<KeptRow>(`SELECT * FROM vault_pages WHERE owner_id = '${ownerId}' ORDER BY id`);
  const truthOf = (id: string) => simulator.truth.event(SLUG, id)!;

  /** LiveRC's id of a small event that is over. */
  const smallEvent = async (): Promise<string> => {
    const over = daysBefore(latestToday(), 10);
    const events = (await newEvents(stage, SLUG)).filter(({ end_date }) => end_date! < over);
    const [smallest] = events
      .slice(0, 20)
      .map(({ source_event_id: id }) => ({ id, races: truthOf(id).races.length }))
      .filter(({ races }) => races > 2)
      .sort((a, b) => a.races - b.races);
    return smallest!.id;
  };

  it('are kept as they came, each with its moment and the version of its parser', async () => {
    const id = await smallEvent();
    const { event_id } = await importEvent(stage, SLUG, id);
    const kept = await rows(event_id);

    const truth = truthOf(id);
    const count = (kind: string) => kept.filter((row) => row.kind === kind).length;
    expect([count('event'), count('race')]).toEqual([1, truth.races.length]);
    expect([count('entry_list'), count('ranking') > 0]).toEqual([1, true]);
    const race = kept.find((row) => row.kind === 'race')!;
    const site = stage.liverc.baseUrl.replace('{slug}', SLUG);
    const { text } = await request(site).get(`/results/?${race.parameters}`);
    expect(gunzipSync(race.content).toString()).toBe(text);
    const [{ read_at }] = (await stage.query<{ read_at: Date }>(
      `SELECT read_at FROM races WHERE source_race_id = '${race.parameters.split('id=')[1]}'`,
    )) as [{ read_at: Date }];
    expect(race).toMatchObject({ parser_version: 1, seen_at: read_at, gone_at: null });
  });

  it('are kept once, however often they are read', async () => {
    const id = await smallEvent();
    const { event_id } = await importEvent(stage, SLUG, id);
    const before = await rows(event_id);
    await importEvent(stage, SLUG, id);
    const after = await rows(event_id);

    expect(after.map((row) => row.id)).toEqual(before.map((row) => row.id));
    const moment = (kept: KeptRow[]) => kept.find((row) => row.kind === 'event')!.seen_at.getTime();
    expect(moment(after)).toBeGreaterThan(moment(before));
  });

  it('of practice days are kept with those of their sessions', async () => {
    const [date] = newestDays(simulator, SLUG, 1);
    const day = await importDay(stage, SLUG, date!);
    await stage.until(async () => (await rows(day)).length > 1);
    const [{ sessions }] = (await stage.query<{ sessions: number }>(
      `SELECT count(*)::integer AS sessions FROM practice_sessions WHERE day_id = '${day}'`,
    )) as [{ sessions: number }];
    const kinds = (await rows(day)).map(({ kind }) => kind);

    expect(kinds.filter((kind) => kind === 'session')).toHaveLength(sessions);
    expect(kinds.filter((kind) => kind === 'day')).toHaveLength(1);
  });

  it('are marked once LiveRC names them no more, and no more once it does again', async () => {
    const id = await smallEvent();
    const { event_id } = await importEvent(stage, SLUG, id);
    const last = (await racesOf(stage, event_id)).at(-1)!.source_race_id;
    const gone = async () =>
      (await rows(event_id)).filter((row) => row.gone_at).map(({ parameters }) => parameters);
    simulator.changeEvent(SLUG, id, { hiddenRaces: [Number(last)] });
    await importEvent(stage, SLUG, id);
    const whileHidden = await gone();
    simulator.forgetChanges();
    await importEvent(stage, SLUG, id);

    expect(whileHidden).toEqual([expect.stringContaining(`id=${last}`)]);
    expect(await gone()).toEqual([]);
  });

  it('make room for newer ones, the oldest first, those that LiveRC shows no more last', async () => {
    await stage.restart({ PAGE_VAULT_MAX_MB: '1' });
    for (const [day, gone] of [
      ['01', `'2025-02-01'`],
      ['02', 'NULL'],
      ['03', 'NULL'],
    ]) {
      await stage.query(
        `INSERT INTO vault_pages (kind, slug, parameters, hash, url, reason, parser_version,
           first_seen_at, seen_at, page_bytes, stored_bytes, encoding, content, owner_id, gone_at)
         VALUES ('race', 'x', '${day}', '', '', 'imported', 1, '2025-01-${day}', '2025-01-${day}',
           1, 400000, 'gzip', '', gen_random_uuid(), ${gone})`,
      );
    }
    await importEvent(stage, SLUG, await smallEvent());
    const old = await stage.query<{ parameters: string; bytes: number }>(
      `SELECT parameters FROM vault_pages WHERE slug = 'x' ORDER BY id`,
    );
    const [sum] = await stage.query<{ bytes: number }>(
      'SELECT sum(stored_bytes)::integer AS bytes FROM vault_pages',
    );

    expect(old.map(({ parameters }) => parameters)).toEqual(['01', '03']);
    expect(sum!.bytes).toBeLessThanOrEqual(1_000_000);
  });

  it('are not kept where that is turned off', async () => {
    await stage.restart({ PAGE_VAULT_MAX_MB: '0' });
    const { event_id, state } = await importEvent(stage, SLUG, await smallEvent());

    expect(state).toBe('completed');
    expect(await rows(event_id)).toEqual([]);
  });

  it('hurt no import when they can’t be kept', async () => {
    await post(stage, '/events/discover', { track_id: trackId(SLUG) });
    await stage.query('ALTER TABLE vault_pages RENAME TO vault_away');
    try {
      const { state } = await importEvent(stage, SLUG, await smallEvent());

      expect(state).toBe('completed');
    } finally {
      await stage.query('ALTER TABLE vault_away RENAME TO vault_pages');
    }
  });
});
