import type { ImportJob } from '@trackside/contracts';
import { Bench, PHONE, seriousFindings } from './chromium.js';
import { Refusal } from './fake-api.js';
import { DAY, DAY_ID, SESSIONS, dayOf, dayScript, driven, idOf, notRead } from './fake-day.js';
import { TRACK } from './fake-world.js';

let bench: Bench;

beforeAll(async () => {
  bench = await Bench.set();
});
afterEach(() => bench.clear());
afterAll(() => bench.close());

const ZOE = `${DAY}?driver=Zo%C3%AB%20Marlow`;

function job(read: number, total: number): ImportJob {
  const day = { date: '2025-10-25', event_id: DAY_ID, state: 'running' as const };
  const failures = { failed_sessions: [], error: null };
  return {
    id: 'job-1',
    kind: 'import',
    state: 'running',
    track_id: 'track-1',
    created_at: '2025-10-26T07:00:00.000Z',
    finished_at: null,
    days_total: 1,
    days_ended: 0,
    sessions_total: total,
    sessions_read: read,
    sessions_failed: 0,
    days: [{ ...day, ...failures, sessions_total: total, sessions_read: read }],
    error: null,
  };
}

describe('a day', () => {
  it('says which one it is and how much was driven', async () => {
    const page = await bench.open(ZOE);
    await expect(
      page.getByRole('heading', { name: 'Practice, Sat 25 Oct 2025, Redgum Park Off Road' }),
    ).toBeShown();
    const facts = page.getByRole('list', { name: 'The day in numbers' });
    const words = await facts.getByRole('listitem').allInnerTexts();
    expect(words.map((fact) => fact.replace(/\s+/g, ' '))).toEqual([
      '16 sessions',
      '140 laps',
      '5 drivers',
      '3 classes',
      '10:58–16:05',
      'verified',
      '2 unknown drivers besides',
    ]);
    expect(await page.title()).toBe('Sat 25 Oct 2025, Redgum Park Off Road · Trackside');
    await page.getByRole('button', { name: 'Export' }).click();
    const csv = page.getByRole('menuitem', { name: 'CSV, for a spreadsheet' });
    await expect(() => csv.getAttribute('href')).toBecome(
      `/api/v1/practice-days/${DAY_ID}/export?format=csv`,
    );
    await expect(() => csv.getAttribute('download')).toBecome('');
  });

  it('is taken away with the laps of one driver alone, in every format', async () => {
    const page = await bench.open(ZOE, {}, { viewport: PHONE });
    const excel = page.getByRole('link', { name: 'Export only Zoë Marlow as Excel' });
    await expect(() => excel.getAttribute('href')).toBecome(
      `/api/v1/practice-days/${DAY_ID}/export?format=xlsx&driver=Zo%C3%AB+Marlow`,
    );
    expect(await page.getByRole('link', { name: /^Export only/ }).count()).toBe(4);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
  });

  it('has a way back to the practice days of its month', async () => {
    const page = await bench.open(ZOE);
    const back = page.getByRole('link', { name: 'Practice days of October 2025' });
    await expect(() => back.getAttribute('href')).toBecome(
      `/practice-days?track=${TRACK.id}&month=2025-10`,
    );
  });

  it('says beside what is verified of how many sessions the laps are not here', async () => {
    const [first, ...rest] = SESSIONS;
    const pending = { laps_state: 'pending' as const, invalid_lap_count: null };
    const page = await bench.open(ZOE, dayScript([{ ...first!, ...pending }, ...rest]));
    await expect(page.getByText(/, 1 not read yet$/)).toBeShown();
  });

  it('keeps its track where one goes on to the practice days', async () => {
    const page = await bench.open(ZOE);
    await expect(page.getByRole('heading', { name: /^Practice, Sat 25 Oct/ })).toBeShown();
    const pages = page.getByRole('navigation', { name: 'Pages' });
    await pages.getByRole('link', { name: 'Practice days' }).click();
    await expect(page).toBeAt(new RegExp(`/practice-days\\?track=${TRACK.id}`));
  });

  it('says when its laps differ from LiveRC’s totals', async () => {
    const page = await bench.open(ZOE, dayScript(SESSIONS, { verified: false }));
    await expect(page.getByText('differs from LiveRC’s totals')).toBeShown();
  });

  it('that nobody imported leads on to the search', async () => {
    const practiceDay = (): Refusal =>
      new Refusal(404, 'PRACTICE_DAY_NOT_FOUND', 'No practice day has this id.');
    const page = await bench.open(ZOE, { practiceDay });
    await expect(page.getByText('No such practice day is imported here')).toBeShown();
    await page.getByRole('link', { name: 'Search practice days' }).click();
    await expect(page.getByRole('combobox', { name: 'Track' })).toBeShown();
    const odd = await bench.open('/practice-days/nonsense');
    await expect(odd.getByText('No such practice day is imported here')).toBeShown();
  });

  it('that failed to load is tried again', async () => {
    let answers = 0;
    const page = await bench.open(ZOE, {
      practiceDay: () =>
        (answers += 1) > 1
          ? dayOf(SESSIONS)
          : new Refusal(503, 'SERVICE_UNAVAILABLE', 'The database is starting.'),
    });
    await expect(page.getByText('The database is starting.')).toBeShown();
    await expect(page.getByText('Request req-fake-1')).toBeShown();
    await page.getByRole('button', { name: 'Retry' }).click();
    await expect(page.getByText('1st of 5').first()).toBeShown();
  });

  it('whose laps fail to load keeps its figures and is tried again', async () => {
    const { daySessions } = dayScript(SESSIONS);
    let broken = true;
    const page = await bench.open(ZOE, {
      daySessions: (query) =>
        broken && query.get('include_laps') === 'true'
          ? new Refusal(503, 'SERVICE_UNAVAILABLE', 'Busy.')
          : daySessions(query),
    });
    await expect(page.getByText('The laps could not be loaded: Busy.').first()).toBeShown();
    await expect(page.getByText('1st of 5').first()).toBeShown();
    broken = false;
    await page.getByRole('button', { name: 'Retry' }).first().click();
    await expect(page.locator('ts-chart canvas').first()).toBeShown();
  });

  it('without sessions leads to LiveRC', async () => {
    const page = await bench.open(ZOE, dayScript([]));
    await expect(page.getByText('This day has no sessions')).toBeShown();
    await expect(page.getByRole('link', { name: 'Open at LiveRC' })).toBeShown();
  });

  it('without the driver shown offers those who drove', async () => {
    const page = await bench.open(`${DAY}?driver=Nobody%20Known`);
    await expect(page.getByText('Nobody Known did not drive on this day')).toBeShown();
    await page.getByRole('button', { name: 'Idris Vale' }).click();
    await expect(page.getByText('2nd of 5').first()).toBeShown();
  });

  it.each(['sessions', 'class', 'compare'])(
    'says that the driver shown did not drive, and offers others: %s',
    async (tab) => {
      const page = await bench.open(`${DAY}?driver=Nobody%20Known&tab=${tab}`);
      await expect(page.getByText('Nobody Known did not drive on this day.')).toBeShown();
      await page.getByRole('button', { name: 'Choose another driver' }).click();
      await page
        .getByRole('dialog')
        .getByRole('button', { name: /^Idris Vale/ })
        .click();
      await expect(page.getByText('did not drive on this day')).toBeGone();
      expect(page.url()).toContain('driver=Idris%20Vale');
    },
  );

  it('shows a session without laps as that', async () => {
    const empty = driven(40, 'Ola Brandt', '09:00', []);
    const page = await bench.open(
      `${DAY}?tab=sessions&session=${idOf(40)}`,
      dayScript([...SESSIONS, empty]),
    );
    await expect(page.getByText('This session has no laps.')).toBeShown();
  });
});

describe('a day whose laps are still being read', () => {
  it('is usable, tells how far they are, and loads them when they are here', async () => {
    const early = SESSIONS.map((session, index) => (index < 4 ? session : notRead(session)));
    let finish = (): void => undefined;
    const finished = new Promise<void>((resolve) => (finish = resolve));
    let sessions = dayScript(early, { job_id: 'job-1' });
    const page = await bench.open(ZOE, {
      practiceDay: (id) => sessions.practiceDay(id),
      daySessions: (query) => sessions.daySessions(query),
      jobStream: async (stream) => {
        stream.send({ type: 'progress', ...job(12, 16) });
        await finished;
        stream.send({ type: 'done', ...job(16, 16), state: 'completed' });
        await stream.left;
      },
    });
    await expect(page.getByText('12 of 16 sessions read')).toBeShown();
    await expect(page.getByText('1st of 1, 4 not read yet').first()).toBeShown();
    await expect(page.locator('ts-chart canvas').first()).toBeShown();
    expect(await seriousFindings(page)).toEqual([]);
    sessions = dayScript(SESSIONS);
    finish();
    await expect(page.getByText('1st of 5').first()).toBeShown();
    expect(await page.getByText(/sessions read$/).count()).toBe(0);
  });

  it('names the sessions that failed, and why', async () => {
    const error = { code: 'LIVERC_TIMEOUT' as const, message: 'LiveRC did not answer in 25 s.' };
    const sessions = SESSIONS.map((session) =>
      session.id === idOf(6)
        ? notRead(session, { laps_state: 'failed' as never, laps_error: error })
        : session,
    );
    const page = await bench.open(ZOE, dayScript(sessions), { viewport: PHONE });
    await page.getByText('1 session could not be read. They are tried again later.').click();
    await expect(page.getByText('16:05 Zoë Marlow: LiveRC did not answer in 25 s.')).toBeShown();
    await page.getByRole('button', { name: /^16:05/ }).click();
    await expect(page.getByText('The laps of this session could not be read')).toBeShown();
  });
});

describe('a day on paper', () => {
  it('has its header, the figures and every session, and no controls', async () => {
    const page = await bench.open(`${ZOE}&tab=sessions`, {}, { colorScheme: 'dark' });
    await expect(page.getByText('16 of 16 sessions')).toBeShown();
    await page.emulateMedia({ media: 'print' });
    const sheet = page.locator('ts-print-sheet');
    await expect(sheet).toBeShown();
    expect(await sheet.locator('tbody tr').count()).toBe(16);
    await expect(() => sheet.locator('tbody tr').first().innerText()).toBecome(
      '10:58\tZoë Marlow\t1/8 Nitro Buggy\t8603914\t8\t25.760\t26.372\t97.9\u00a0%',
    );
    const controls = await page.evaluate(
      "[...document.querySelectorAll('button, select, input, nav')].filter((control) => control.checkVisibility()).length",
    );
    expect(controls).toBe(0);
    expect(await page.evaluate('getComputedStyle(document.body).color')).toBe('rgb(18, 26, 23)');
    await page.emulateMedia({ media: 'screen' });
    await expect(sheet).toBeGone();
  });
});
