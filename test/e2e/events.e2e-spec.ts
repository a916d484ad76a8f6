import type {
  EventsDiscoverResult,
  EventsImportResult,
  EventsSearchResult,
} from '@trackside/contracts';
import { dataOf, get, post } from './support/requests.js';
import { trackside } from './support/trackside-fixture.js';
import { pagesAsked, trackId } from './support/trackside.js';
import { daysBefore, latestToday } from './support/truth.js';

const today = latestToday();

describe('events', () => {
  const stage = trackside();
  const { simulator } = stage;
  const EVENTFUL = 'marrowgate';
  const track_id = trackId(EVENTFUL);

  const discover = async (body: object = {}): Promise<EventsDiscoverResult> =>
    dataOf(await post<EventsDiscoverResult>(stage, '/events/discover', { track_id, ...body }));

  it('are discovered with one page, equal to LiveRC’s list, junk dates told as unknown', async () => {
    const { new_events, existing_events } = await discover();

    const truth = simulator.truth.events(EVENTFUL);
    expect(existing_events).toEqual([]);
    expect(new_events).toHaveLength(truth.length);
    const byId = new Map(new_events.map((event) => [event.source_event_id, event]));
    for (const event of truth) {
      expect(byId.get(event.source_event_id)).toMatchObject({
        name: event.name,
        start_date: event.start_date,
        end_date: event.end_date,
        entries: event.entries,
        drivers: event.drivers,
        imported: false,
      });
    }
    expect(pagesAsked(simulator)).toBe(1);
  });

  it('are asked for once in 24 hours, again on refresh, at most once a minute', async () => {
    await discover();
    simulator.requests.clear();
    await discover();
    expect(pagesAsked(simulator)).toBe(0);

    await discover({ refresh: true });
    await discover({ refresh: true });
    expect(pagesAsked(simulator)).toBe(1);
  });

  it('are imported from the list last read; twice changes nothing', async () => {
    const range = { start_date: daysBefore(today, 360), end_date: today };
    const [first, second] = (await discover(range)).new_events;
    simulator.requests.clear();
    const body = { track_id, source_event_ids: [first!.source_event_id, second!.source_event_id] };

    const once = dataOf(await post<EventsImportResult>(stage, '/events/import', body));
    const twice = dataOf(await post<EventsImportResult>(stage, '/events/import', body));
    const later = await discover(range);

    expect(once.imported).toBe(2);
    expect(twice.imported).toBe(0);
    expect(twice.events).toEqual(once.events);
    expect(later.existing_events.map((event) => event.id)).toEqual([first!.id, second!.id]);
    expect(later.new_events.map((event) => event.id)).not.toContain(first!.id);
    expect(simulator.requests.counts().by_page.events ?? 0).toBe(0);
  });

  it('that LiveRC does not name are refused, and none of the others is imported', async () => {
    const [fresh] = (await discover()).new_events;
    const body = { track_id, source_event_ids: [fresh!.source_event_id, '999999999999'] };

    const answer = await post(stage, '/events/import', body);

    expect(answer.status).toBe(404);
    expect(answer.body).toMatchObject({
      error: { code: 'NOT_FOUND', message: expect.stringContaining('999999999999') },
    });
    const { existing_events } = await discover();
    expect(existing_events.map((event) => event.id)).not.toContain(fresh!.id);
  });

  it('of several days are found in a range that touches one of them', async () => {
    const long = (await discover()).new_events.find(
      (event) => event.start_date !== null && event.start_date !== event.end_date,
    )!;

    const found = dataOf(
      await get<EventsSearchResult>(
        stage,
        `/events/search?track_id=${track_id}&start_date=${long.end_date}&end_date=${long.end_date}`,
      ),
    );

    expect(found.events.map((event) => event.id)).toContain(long.id);
  });

  it('are truly none for a track without any, and an error for a page that is none', async () => {
    const none = dataOf(await post(stage, '/events/discover', { track_id: trackId('larchmere') }));
    simulator.faults.set([{ match: { page: 'events' }, effect: { type: 'unrelated-page' } }]);
    const changed = await post(stage, '/events/discover', { track_id: trackId('quillstead') });
    simulator.faults.clear();

    expect(none).toEqual({ new_events: [], existing_events: [] });
    expect(changed.status).toBe(502);
    expect(changed.body).toMatchObject({ error: { code: 'LIVERC_PAGE_CHANGED' } });
  });
});
