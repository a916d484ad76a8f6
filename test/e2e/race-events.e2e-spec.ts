import type { DriverAtTrack, RaceEventStudy, RaceWithResults } from '@trackside/contracts';
import { Clock } from '@trackside/calendar';
import { JobQueue } from '@trackside/jobs';
import {
  beginImports,
  expectTrueEvent,
  importEvent,
  newEvents,
  racesOf,
  untilEventJobEnds,
} from './support/race-truth.js';
import { dataOf, get } from './support/requests.js';
import { trackside } from './support/trackside-fixture.js';
import { pagesAsked, trackId } from './support/trackside.js';
import { daysBefore, latestToday } from './support/truth.js';

const SLUG = 'marrowgate';
const HOUR_MS = 3_600_000;
const PATIENCE_MS = 60_000;

describe('an imported race event', () => {
  const stage = trackside();
  const { simulator } = stage;

  const truthOf = (id: string) => simulator.truth.event(SLUG, id)!;

  /** LiveRC's ids of some events that ended long enough ago to be final, the smallest first. */
  const finalEvents = async (): Promise<string[]> => {
    const over = daysBefore(latestToday(), 10);
    const events = (await newEvents(stage, SLUG)).filter(({ end_date }) => end_date! < over);
    return events
      .slice(0, 20)
      .map(({ source_event_id: id }) => ({ id, event: truthOf(id) }))
      .filter(({ event }) => !event.shape.withoutLabels)
      .map(({ id, event }) => ({ id, races: event.races.length }))
      .filter(({ races }) => races > 0)
      .sort((a, b) => a.races - b.races)
      .map(({ id }) => id);
  };

  it('has every race, result, lap, entry and ranking that LiveRC shows, ten times of ten', async () => {
    const ids = (await finalEvents()).slice(0, 10);
    expect(ids).toHaveLength(10);

    const jobs = await beginImports(stage, SLUG, ids);
    for (const { source_event_id, event_id, job_id } of jobs) {
      const truth = truthOf(source_event_id);
      const job = await untilEventJobEnds(stage, job_id);
      if (truth.races.every((race) => race.laps_printed)) {
        expect(job).toMatchObject({ state: 'completed', progress: { errors: [] } });
      }
      await expectTrueEvent(stage, event_id, truth);
    }
  });

  it('is whole after three interrupted imports, whatever had been read by then', async () => {
    const id = (await finalEvents())[1]!;
    simulator.latency.set({ medianMs: 40 });
    const [job] = await beginImports(stage, SLUG, [id]);
    const untilMore = async (): Promise<void> => {
      const asked = pagesAsked(simulator);
      await stage.until(() => pagesAsked(simulator) > asked + 2, PATIENCE_MS);
    };
    const queue = stage.app.get(JobQueue, { strict: false });
    for (const _cut of ['first', 'second', 'third']) {
      await untilMore();
      queue.pause();
      await stage.until(() => simulator.requests.counts().in_flight === 0);
      await new Promise((resolve) => setTimeout(resolve, 200));
      queue.resume();
    }
    const ended = await untilEventJobEnds(stage, job!.job_id);

    expect(ended.state).toBe('completed');
    await expectTrueEvent(stage, job!.event_id, truthOf(id));
  });

  it('whose list gives races no labels has those of their pages', async () => {
    const id = (await finalEvents())[0]!;
    simulator.changeEvent(SLUG, id, { withoutLabels: true });

    const job = await importEvent(stage, SLUG, id);

    expect(job.progress.errors).toEqual([]);
    const labels = (await racesOf(stage, job.event_id)).map(({ label }) => label);
    expect(labels).toEqual(truthOf(id).races.map(({ label }) => label));
  });

  it('imported again is asked for nothing but its own page', async () => {
    const [id] = (await finalEvents()) as [string];
    await importEvent(stage, SLUG, id);
    simulator.requests.clear();

    const again = await importEvent(stage, SLUG, id);

    expect(again.state).toBe('completed');
    expect(pagesAsked(simulator)).toBe(1);
  });

  it('keeps a race that its page lacks, until two readings an hour apart lack it', async () => {
    const id = (await finalEvents()).find((one) => truthOf(one).races.length > 3)!;
    const { event_id } = await importEvent(stage, SLUG, id);
    const all = await racesOf(stage, event_id);
    simulator.changeEvent(SLUG, id, { hiddenRaces: [Number(all.at(-1)!.source_race_id)] });

    const counts: number[] = [];
    for (const hours of [0, 0.5, 1.5]) {
      stage.app.get(Clock, { strict: false }).now = () => new Date(Date.now() + hours * HOUR_MS);
      await importEvent(stage, SLUG, id);
      counts.push((await racesOf(stage, event_id)).length);
    }

    const listed = truthOf(id).races.filter((race) => race.listed).length;
    expect(listed).toBeLessThan(all.length);
    expect(counts).toEqual([all.length, all.length, listed]);
  });

  it('is usable where a race fails, names the race, and reads it with the next import', async () => {
    const id = (await finalEvents())[0]!;
    const first = truthOf(id).races[0]!;
    const page = { page: 'race', id: first.source_race_id } as const;
    simulator.faults.set([{ match: page, effect: { type: 'unrelated-page' } }]);
    const failed = await importEvent(stage, SLUG, id);
    const between = await racesOf(stage, failed.event_id);
    simulator.faults.clear();
    simulator.requests.clear();
    const again = await importEvent(stage, SLUG, id);

    expect(failed).toMatchObject({
      state: 'failed',
      error: { code: 'LIVERC_PAGE_CHANGED' },
      progress: { races_failed: 1, races_read: between.length - 1 },
    });
    expect(failed.progress.errors).toMatchObject([
      { code: 'LIVERC_PAGE_CHANGED', page: expect.stringContaining(`id=${first.source_race_id}`) },
    ]);
    expect(between.filter((race) => race.state === 'failed')).toHaveLength(1);
    expect(again.state).toBe('completed');
    expect(pagesAsked(simulator)).toBe(2);
    await expectTrueEvent(stage, again.event_id, truthOf(id));
  });

  it('is not asked for sooner because somebody looks while it waits to be tried again', async () => {
    const id = (await finalEvents())[0]!;
    simulator.faults.set([{ match: { page: 'event' }, effect: { type: 'status', status: 503 } }]);
    const [job] = await beginImports(stage, SLUG, [id]);
    const nextTry = () =>
      stage.query<{ at: Date }>(
        `SELECT start_after AS at FROM pgboss.job
         WHERE name = 'import-race-event' AND state = 'retry'`,
      );
    await stage.until(async () => (await nextTry()).length === 1, PATIENCE_MS);
    const before = await nextTry();

    const event = dataOf(await get<RaceEventStudy>(stage, `/events/${job!.event_id}`));

    expect(event).toMatchObject({ job_state: 'running', fetched_at: null });
    expect(await nextTry()).toEqual(before);
  });

  it('takes no other race for its own', async () => {
    const id = (await finalEvents()).find((one) => truthOf(one).races.length > 3)!;
    const { source_race_id } = truthOf(id).races[1]!;
    const match = { page: 'race', id: source_race_id } as const;
    simulator.faults.set([{ match, effect: { type: 'other-race' } }]);

    const job = await importEvent(stage, SLUG, id);

    const race = (await racesOf(stage, job.event_id)).find((one) => one.state === 'failed')!;
    expect(race).toMatchObject({ source_race_id, driver_count: null, winner_name: null });
    const { results } = dataOf(await get<RaceWithResults>(stage, `/races/${race.id}`));
    expect(results).toEqual([]);
  });

  it('is provisional and grows while it runs', async () => {
    const id = (await finalEvents()).find((one) => truthOf(one).races.length > 6)!;
    simulator.changeEvent(SLUG, id, { racesRun: 4 });
    const events = await newEvents(stage, SLUG);
    const { end_date } = events.find(({ source_event_id }) => source_event_id === id)!;
    stage.app.get(Clock, { strict: false }).now = () => new Date(`${end_date}T12:00:00Z`);
    const { event_id } = await importEvent(stage, SLUG, id);
    const before = dataOf(await get<RaceEventStudy>(stage, `/events/${event_id}`));
    simulator.forgetChanges();
    stage.app.get(Clock, { strict: false }).now = () => new Date(`${end_date}T18:00:00Z`);
    await importEvent(stage, SLUG, id);

    expect(before.totals.race_count).toBe(4);
    expect(before.classes.map(({ winner_name }) => winner_name)).not.toContain(expect.any(String));
    await expectTrueEvent(stage, event_id, truthOf(id));
  });

  it('stands on its drivers’ pages, also of who never practised', async () => {
    const id = (await finalEvents())[0]!;
    const { event_id } = await importEvent(stage, SLUG, id);
    const { driver_name } = truthOf(id).races.at(-1)!.results[0]!;
    const name = encodeURIComponent(driver_name.toLowerCase());

    const driver = dataOf(
      await get<DriverAtTrack>(stage, `/drivers?track_id=${trackId(SLUG)}&name=${name}`),
    );

    const raced = truthOf(id).races.filter(({ results }) =>
      results.some((result) => result.driver_name === driver_name),
    );
    expect(driver.races.map((race) => race.label)).toEqual(
      raced.toReversed().map((race) => race.label),
    );
    expect(driver.races[0]).toMatchObject({ event_id, event_name: truthOf(id).name });
  });
});
