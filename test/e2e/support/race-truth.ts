import type {
  EventEntry,
  EventJob,
  EventRanking,
  EventsDiscoverResult,
  EventsImportResult,
  Race,
  RaceEvent,
  RaceEventStudy,
  RaceLaps,
  RaceWithResults,
} from '@trackside/contracts';
import { dataOf, get, post } from './requests.js';
import type { Stage } from './trackside-fixture.js';
import { trackId } from './trackside.js';

const PATIENCE_MS = 60_000;

type EventTruth = NonNullable<ReturnType<Stage['simulator']['truth']['event']>>;

/** Events of a track that nobody has imported, newest first. */
export async function newEvents(stage: Stage, slug: string): Promise<RaceEvent[]> {
  const body = { track_id: trackId(slug) };
  return dataOf(await post<EventsDiscoverResult>(stage, '/events/discover', body)).new_events;
}

export async function beginImports(
  stage: Stage,
  slug: string,
  source_event_ids: string[],
): Promise<EventsImportResult['jobs']> {
  const body = { track_id: trackId(slug), source_event_ids };
  return dataOf(await post<EventsImportResult>(stage, '/events/import', body)).jobs;
}

export async function untilEventJobEnds(stage: Stage, id: string): Promise<EventJob> {
  let job: EventJob | undefined;
  await stage.until(async () => {
    job = dataOf(await get<EventJob>(stage, `/jobs/${id}`));
    return job.finished_at !== null;
  }, PATIENCE_MS);
  return job!;
}

/** Imports an event and waits for the end of its job. */
export async function importEvent(stage: Stage, slug: string, id: string): Promise<EventJob> {
  const [begun] = await beginImports(stage, slug, [id]);
  return untilEventJobEnds(stage, begun!.job_id);
}

async function read<Data>(stage: Stage, path: string): Promise<Data> {
  return dataOf(await get<Data>(stage, path));
}

export async function racesOf(stage: Stage, eventId: string): Promise<Race[]> {
  return (await read<{ items: Race[] }>(stage, `/events/${eventId}/races`)).items;
}

/** Expects every field that an event's routes tell to be what the simulator's pages show. */
export async function expectTrueEvent(
  stage: Stage,
  eventId: string,
  truth: EventTruth,
): Promise<void> {
  const event = await read<RaceEventStudy>(stage, `/events/${eventId}`);
  expect(event).toMatchObject({ totals: truth.totals, classes: truth.classes });
  expect(event.progress.races_read).toBe(truth.races.length);
  const races = await racesOf(stage, eventId);
  expect(races.map((race) => race.source_race_id)).toEqual(
    truth.races.map((race) => race.source_race_id),
  );
  for (const [i, race] of races.entries()) await expectTrueRace(stage, race, truth.races[i]!);
  const entries = await read<{ items: EventEntry[] }>(stage, `/events/${eventId}/entries`);
  expect(entries.items).toEqual(truth.entries);
  const rankings = await read<{ items: EventRanking[] }>(stage, `/events/${eventId}/rankings`);
  expect(rankings.items.map(withoutChecks)).toEqual(rankingsOf(truth));
  expectTrueChecks(event, rankings.items, truth);
}

function withoutChecks({ classes, ...ranking }: EventRanking): object {
  return { ...ranking, classes: classes.map(({ checks: _checks, ...one }) => one) };
}

/** Expects wrong points to be named, and nothing else of the rankings; the event counts them all. */
function expectTrueChecks(
  { checks }: RaceEventStudy,
  rankings: EventRanking[],
  truth: EventTruth,
): void {
  const classes = rankings.flatMap((ranking) => ranking.classes);
  const misprints = truth.rankings.map((one) => one.classes.map((its) => its.misprints));
  expect(classes.map((its) => its.checks?.mismatches ?? [])).toEqual(misprints.flat());
  expect(checks.ranking_mismatches).toHaveLength(misprints.flat(2).length);
  expect(checks.ranking_figures).toBe(
    classes.reduce((sum, its) => sum + (its.checks?.figures ?? 0), 0),
  );
}

async function expectTrueRace(
  stage: Stage,
  race: Race,
  truth: EventTruth['races'][number],
): Promise<void> {
  const { results, misprints, laps_printed: _p, listed: _l, ...shown } = truth;
  const { first_lap_counts, listed_label: _b, section_title: _t, ...header } = shown;
  const section = header.section === 'semi' ? 'other' : header.section;
  expect(race).toMatchObject({ ...header, section });
  const detail = await read<RaceWithResults>(stage, `/races/${race.id}`);
  expect(detail.results).toEqual(results.map(({ laps: _laps, ...result }) => result));
  expect(detail.checks.mismatches).toMatchObject(misprints);
  expect([first_lap_counts, null]).toContain(detail.first_lap_counts);
  const laps = await read<RaceLaps>(stage, `/races/${race.id}/laps`);
  expect(laps.drivers.map((driver) => driver.laps)).toEqual(results.map((row) => row.laps));
}

function rankingsOf({ rankings }: EventTruth): object[] {
  return rankings.map(({ source_id: _id, classes, ...ranking }) => ({
    ...ranking,
    // A main of several legs is headed by the main's name.
    classes: classes.map(({ class_header: class_name, rows, misprints: _m, ...one }) => ({
      ...one,
      class_name,
      rows: rows.map(({ source_driver_id: _driver, race: _race, ...row }) => row),
    })),
  }));
}
