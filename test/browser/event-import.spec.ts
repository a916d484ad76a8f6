import type { EventJob, EventProgress, EventsImportResult } from '@trackside/contracts';
import type { Locator, Page } from 'playwright-core';
import { Bench, PHONE, SEARCH } from './chromium.js';
import { Refusal } from './fake-api.js';
import { CUP_ID, cup } from './fake-event.js';
import { NEW_EVENT, TRACK } from './fake-world.js';

let bench: Bench;

beforeAll(async () => {
  bench = await Bench.set();
});
afterEach(() => bench.clear());
afterAll(() => bench.close());

const JOB_ID = 'job-of-an-event';

/** The event is stored; the job then reads its pages. */
const importEvents = (): EventsImportResult => ({
  events: [{ ...NEW_EVENT, id: CUP_ID, imported: true }],
  imported: 1,
  jobs: [
    {
      ...{ source_event_id: NEW_EVENT.source_event_id, event_id: CUP_ID },
      ...{ job_id: JOB_ID, state: 'queued' },
    },
  ],
});

function job(state: EventJob['state'], progress: Partial<EventProgress>): EventJob {
  const isOver = state !== 'queued' && state !== 'running';
  return {
    ...{ id: JOB_ID, kind: 'event', state, track_id: TRACK.id, event_id: CUP_ID },
    ...{ created_at: '2025-11-16T10:00:00.000Z', error: null },
    finished_at: isOver ? '2025-11-16T10:00:09.000Z' : null,
    progress: { races_total: 31, races_read: 0, races_failed: 0, errors: [], ...progress },
  };
}

const line = (page: Page): Locator => page.locator('ts-row-line', { hasText: NEW_EVENT.name });

async function importIt(page: Page): Promise<void> {
  await line(page)
    .getByRole('button', { name: `Import ${NEW_EVENT.name}` })
    .click();
}

describe('an event of the search', () => {
  it.each([
    ['on a desktop', {}],
    ['on a phone', { viewport: PHONE }],
  ])('is imported with a tap, tells how far it is, and then opens: %s', async (_kind, options) => {
    let go: () => void = () => undefined;
    const page = await bench.open(
      SEARCH,
      {
        importEvents,
        raceEvent: cup,
        jobStream: async (stream) => {
          stream.send({ type: 'progress', ...job('running', { races_total: 0 }) });
          stream.send({ type: 'progress', ...job('running', { races_read: 12 }) });
          await new Promise<void>((resolve) => (go = resolve));
          stream.send({ type: 'done', ...job('completed', { races_read: 31 }) });
        },
      },
      options,
    );
    await importIt(page);
    await expect(line(page).getByText('12 of 31 races')).toBeShown();
    const bar = line(page).getByRole('progressbar', { name: `Importing ${NEW_EVENT.name}` });
    await expect(() => bar.getAttribute('aria-valuenow')).toBecome('39');
    expect(await bar.getAttribute('aria-valuetext')).toBe('12 of 31 races');
    expect(await line(page).getByRole('link', { name: /^Open/ }).count()).toBe(0);
    go();
    await line(page)
      .getByRole('link', { name: `Open ${NEW_EVENT.name}` })
      .click();
    await expect(page.getByRole('heading', { name: 'Twilight Cup' })).toBeShown();
    expect(bench.complaints).toEqual([]);
  });

  it('opens though races failed, which it names with their reasons', async () => {
    const races = {
      items: [{ label: 'Truggy A-Main', state: 'failed', error: { message: 'No.' } }],
    };
    const page = await bench.open(SEARCH, {
      importEvents,
      raceEvent: (path) => (path === `/events/${CUP_ID}/races` ? races : undefined),
      jobStream: (stream) => {
        stream.send({ type: 'done', ...job('failed', { races_read: 30, races_failed: 1 }) });
      },
    });
    await importIt(page);
    const words = line(page).locator('.problem', { hasText: '1 failed' });
    await expect(words).toBeShown();
    expect(await words.getAttribute('title')).toBe('Truggy A-Main: No.');
    await expect(line(page).getByRole('link', { name: `Open ${NEW_EVENT.name}` })).toBeShown();
  });

  it('is followed by asking where the stream is refused', async () => {
    const page = await bench.open(SEARCH, {
      importEvents,
      jobStream: () => new Refusal(503, 'SERVICE_UNAVAILABLE', 'Too many streams.'),
      job: () => job('completed', { races_read: 31 }) as never,
    });
    await importIt(page);
    await expect(line(page).getByRole('link', { name: `Open ${NEW_EVENT.name}` })).toBeShown();
  });
});
