import type {
  EventRanking,
  EventEntry,
  EventJob,
  EventsDiscoverResult,
  EventsImportResult,
  Race,
  RaceEventStudy,
  RaceLaps,
  RaceWithResults,
} from '@trackside/contracts';
import { dataOf, get, post } from './support/requests.js';
import { trackside } from './support/trackside-fixture.js';
import { pagesAsked, trackId } from './support/trackside.js';
import { daysBefore, latestToday } from './support/truth.js';

const SLUG = 'marrowgate';
const track_id = trackId(SLUG);

describe('an imported race event', () => {
  const stage = trackside();
  const { simulator } = stage;

  const events = async () =>
    dataOf(await post<EventsDiscoverResult>(stage, '/events/discover', { track_id })).new_events;

  const importEvent = async (source_event_id: string) => {
    const body = { track_id, source_event_ids: [source_event_id] };
    const { jobs } = dataOf(await post<EventsImportResult>(stage, '/events/import', body));
    return jobs[0]!;
  };

  const ended = async (id: string): Promise<EventJob> => {
    let job: EventJob | undefined;
    await stage.until(async () => {
      job = dataOf(await get<EventJob>(stage, `/jobs/${id}`));
      return job.finished_at !== null;
    }, 30_000);
    return job!;
  };

  const read = async <Data>(path: string) => dataOf(await get<Data>(stage, path));

  it('has every race, result and lap that LiveRC shows', async () => {
    const { source_event_id } = (await events()).find(
      (event) => simulator.truth.event(SLUG, event.source_event_id)!.races.length > 0,
    )!;
    const truth = simulator.truth.event(SLUG, source_event_id)!;

    const begun = await importEvent(source_event_id);
    const job = await ended(begun.job_id);

    expect(job).toMatchObject({
      kind: 'event',
      state: 'completed',
      event_id: begun.event_id,
      progress: { races_total: truth.races.length, races_read: truth.races.length, errors: [] },
      error: null,
    });
    const event = await read<RaceEventStudy>(`/events/${begun.event_id}`);
    expect(event.totals).toEqual(truth.totals);
    expect(event.checks.race_laps_equal).toBe(true);
    const races = await read<{ items: Race[] }>(`/events/${begun.event_id}/races`);
    expect(races.items.map((race) => race.source_race_id)).toEqual(
      truth.races.map((race) => race.source_race_id),
    );
    for (const [i, race] of races.items.entries()) {
      const { results, misprints: _m, laps_printed: _p, listed: _l, ...shown } = truth.races[i]!;
      const { first_lap_counts: _f, listed_label: _b, section_title: _t, ...header } = shown;
      expect(race).toMatchObject(header);
      const detail = await read<RaceWithResults>(`/races/${race.id}`);
      expect(detail.checks.mismatches).toMatchObject(truth.races[i]!.misprints);
      if (results.some(({ laps }) => laps.length > 2))
        expect(detail.checks.figures).toBeGreaterThan(10);
      expect(detail.results).toEqual(results.map(({ laps: _laps, ...result }) => result));
      const laps = await read<RaceLaps>(`/races/${race.id}/laps`);
      expect(laps.drivers.map((driver) => driver.laps)).toEqual(results.map((row) => row.laps));
    }
    const entries = await read<{ items: EventEntry[] }>(`/events/${begun.event_id}/entries`);
    expect(entries.items).toEqual(truth.entries);
    expect(event.classes).toEqual(truth.classes);
    const rankings = await read<{ items: EventRanking[] }>(`/events/${begun.event_id}/rankings`);
    expect(rankings.items.map(withoutOwnRound)).toEqual(
      truth.rankings.map(({ source_id: _id, classes, ...ranking }) => ({
        ...ranking,
        classes: classes.map(({ rows, ...one }) => ({
          ...one,
          rows: rows.map(({ source_driver_id: _driver, race: _race, ...row }) => row),
        })),
      })),
    );
  });

  it('imported again is asked for nothing but its own page', async () => {
    const over = daysBefore(latestToday(), 10);
    const { source_event_id } = (await events()).find(({ end_date }) => end_date! < over)!;
    await ended((await importEvent(source_event_id)).job_id);
    simulator.requests.clear();

    const again = await ended((await importEvent(source_event_id)).job_id);

    expect(again.state).toBe('completed');
    expect(pagesAsked(simulator)).toBe(1);
  });
});

/** A ranking of a round tells that round of each driver, too, which the truth has in `result`. */
function withoutOwnRound({ kind, classes, ...ranking }: EventRanking): EventRanking {
  const told = classes.map(({ rows, ...one }) => ({
    ...one,
    rows: rows.map((row) => ({ ...row, rounds: kind === 'round' ? [] : row.rounds })),
  }));
  return { kind, ...ranking, classes: told };
}
