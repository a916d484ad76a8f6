import { load } from 'cheerio';
import { Simulator } from '../simulator.js';
import type { FaultEffect, FaultRule, MarkupChange } from './fault-rules.js';

const simulator = new Simulator({ today: '2025-11-20', tracks: 60 });
const { truth, faults } = simulator;
let origin = '';

const [, month = ''] = truth.months('marrowgate');
const { date } = truth.month('marrowgate', month).practice_days[0]!;
const calendarPath = `/marrowgate/practice/?p=calendar&d=${month}`;
const dayPath = `/marrowgate/practice/?p=session_list&d=${date}`;
const sessionId = truth
  .day('marrowgate', date)!
  .sessions.find(({ lap_count: n }) => n > 3)!.source_session_id;

beforeAll(async () => {
  origin = (await simulator.start()).catalogueUrl;
});
afterEach(() => {
  faults.clear();
  simulator.forgetChanges();
});
afterAll(() => simulator.stop());

function ask(path: string, init: RequestInit = {}): Promise<Response> {
  return fetch(new URL(path, origin), { redirect: 'manual', ...init });
}

async function textOf(path: string): Promise<string> {
  return (await ask(path)).text();
}

function breakPages(effect: FaultEffect, rule: Partial<FaultRule> = {}): void {
  faults.set([{ ...rule, effect }]);
}

describe('changed data', () => {
  it('has rows that the totals do not know', async () => {
    breakPages({ type: 'extra-rows', rows: 4 });
    const rows = load(await textOf(dayPath))('table.practice_session_list tbody tr');
    expect(rows).toHaveLength(truth.day('marrowgate', date)!.session_count + 4);
  });

  it('keeps every session as it was when more are uploaded late', () => {
    simulator.lateUpload('marrowgate', date, 2);
    const before = truth.day('marrowgate', date)!.sessions;
    simulator.lateUpload('marrowgate', date, 3);
    expect(truth.day('marrowgate', date)!.sessions).toEqual(expect.arrayContaining(before));
  });

  it('has fewer rows than its totals know', async () => {
    breakPages({ type: 'short-page', rows: 2 });
    const $ = load(await textOf(dayPath));
    const { session_count: sessions, total_laps: laps } = truth.day('marrowgate', date)!;
    expect($('table.practice_session_list tbody tr')).toHaveLength(sessions - 2);
    expect($('th:contains("Total Laps") + td').text()).toBe(laps.toLocaleString('en'));
    const dates = load(await textOf(calendarPath))('td:first-child a[href*="session_list"]').length;
    expect(dates).toBe(truth.month('marrowgate', month).practice_days.length - 2);
  });

  it('keeps a row of a short page', async () => {
    breakPages({ type: 'short-page', rows: 5000 });
    const $ = load(await textOf(dayPath));
    expect($('table.practice_session_list tbody tr')).toHaveLength(1);
  });

  it('is an older copy, without what was uploaded late', async () => {
    const before = truth.day('marrowgate', date)!.session_count;
    simulator.lateUpload('marrowgate', date, 2);
    breakPages({ type: 'stale-page' });
    const $ = load(await textOf(dayPath));
    expect($('table.practice_session_list tbody tr')).toHaveLength(before);
  });

  it('has the asked month in the list of months', async () => {
    breakPages({ type: 'asked-month-listed' });
    const $ = load(await textOf('/emberlow/practice/?p=calendar&d=2024-02'));
    expect($('option[selected]').attr('value')).toBe('2024-02');
  });

  it('has sessions uploaded late, or removed, from the first match on', async () => {
    const before = truth.day('marrowgate', date)!.session_count;
    const rowsNow = async () =>
      load(await textOf(dayPath))('table.practice_session_list tbody tr').length;
    breakPages({ type: 'late-upload', sessions: 3 }, { match: { date } });
    expect([await rowsNow(), await rowsNow()]).toEqual([before + 3, before + 3]);
    expect(truth.day('marrowgate', date)!.session_count).toBe(before + 3);
    breakPages({ type: 'removed-sessions', sessions: 2 }, { match: { date } });
    expect(await rowsNow()).toBe(before + 1);
    expect(
      load(await textOf(calendarPath))(`a[href$="${date}"]`)
        .last()
        .text(),
    ).toBe(`${before + 1}`);
  });

  it('has any name in its first row', async () => {
    breakPages({ type: 'first-name', html: '<script>alert(1)</script>' });
    expect(await textOf(dayPath)).toContain('"><script>alert(1)</script></a><br>');
  });
});

describe('changed markup', () => {
  const changed = async (change: MarkupChange, path: string) => {
    breakPages({ type: 'changed-markup', change });
    return load(await textOf(path));
  };
  const list = 'table.practice_session_list';

  it('loses its table', async () => {
    expect((await changed('table-gone', dayPath))(list)).toHaveLength(0);
    expect((await changed('table-gone', calendarPath))('.col-lg-4 table')).toHaveLength(0);
    expect((await changed('table-gone', '/'))('.track_list')).toHaveLength(0);
    expect((await changed('table-gone', '/marrowgate/events'))('#events')).toHaveLength(0);
  });

  it('has its columns elsewhere', async () => {
    const $ = await changed('columns-moved', dayPath);
    expect($(`${list} tbody td:first-child .hidden`)).toHaveLength(
      truth.day('marrowgate', date)!.session_count,
    );
  });

  it('has a first row without link, id, time or name, and the others whole', async () => {
    const count = truth.day('marrowgate', date)!.session_count;
    const cases: [MarkupChange, string][] = [
      ['row-without-link', 'td a'],
      ['row-without-id', 'td a[href*="id="]'],
      ['row-without-time', '.hidden'],
      ['row-without-name', 'a:not(:empty)'],
    ];
    for (const [change, selector] of cases) {
      const $ = await changed(change, dayPath);
      expect($(`${list} tbody tr`)).toHaveLength(count);
      expect($(`${list} tbody ${selector}`)).toHaveLength(count - 1);
    }
  });

  it('loses its headings, its title, its months or its totals, or has wrong totals', async () => {
    expect((await changed('heading-gone', dayPath))('.page-header, .panel-heading')).toHaveLength(
      0,
    );
    expect((await changed('title-gone', dayPath))('title').text()).toBe('LiveRC');
    expect((await changed('months-gone', calendarPath))('select')).toHaveLength(0);
    expect((await changed('totals-gone', dayPath)).text()).not.toContain('Total Laps');
    const laps = (await changed('totals-wrong', dayPath))('th:contains("Total Laps")')
      .next()
      .text();
    expect(Number(laps.replaceAll(',', ''))).toBe(truth.day('marrowgate', date)!.total_laps + 1);
  });

  it('has laps that can not be read', async () => {
    const $ = await changed('laps-broken', `/marrowgate/practice/?p=view_session&id=${sessionId}`);
    expect($('.laps_list')).toHaveLength(0);
    expect($('script').text()).toContain('"lap_time":NaN');
  });
});
