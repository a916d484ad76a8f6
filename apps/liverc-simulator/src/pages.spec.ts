import { get } from 'node:http';
import { load } from 'cheerio';
import { Simulator } from './simulator.js';
import {
  printClock,
  printDuration,
  printLength,
  printLongDate,
  printSeconds,
} from './pages/print.js';

const simulator = new Simulator({ today: '2025-11-20', tracks: 120 });
let origin = '';

beforeAll(async () => {
  origin = (await simulator.start()).catalogueUrl;
});
afterAll(() => simulator.stop());

async function page(path: string, headers: Record<string, string> = {}) {
  const response = await fetch(new URL(path, origin), { headers });
  const html = await response.text();
  return { status: response.status, headers: response.headers, html, $: load(html) };
}

/** fetch does not let its caller choose the Host header. */
function readWithHost(port: string, path: string, headers: { host: string }): Promise<string> {
  return new Promise((resolve, reject) => {
    get({ port, path, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => (text += part));
      response.on('end', () => resolve(text));
    }).on('error', reject);
  });
}

const newestDayOf = (slug: string, monthsBack = 1) =>
  simulator.truth.month(slug, simulator.truth.months(slug)[monthsBack]!).practice_days[0]!;

describe('the catalogue', () => {
  it('has a row for every track, with its slug, name and one status', async () => {
    const { $ } = await page('/');
    const rows = $('table.track_list > tbody > tr').get();
    const truth = new Map(simulator.truth.tracks().map((track) => [track.link_slug, track]));
    expect(rows).toHaveLength(120);
    for (const row of rows) {
      const slug = /^\/\/(\w+)\.liverc\.com\/$/.exec($(row).find('a').attr('href')!)![1]!;
      const track = truth.get(slug)!;
      const icon = { racing: 'status_2', practice: 'status_1', idle: 'status_0' }[track.status];
      expect($(row).find('a strong').text()).toBe(track.name);
      expect($(row).find('.status_0, .status_1, .status_2').attr('class')).toContain(icon);
      expect($(row).find('.status_video_1').length === 1).toBe(track.live_video);
      expect($(row).find('.status_featured').length === 1).toBe(track.featured);
    }
  });

  it('repeats the icons in a legend and the headings in a foot', async () => {
    const { $ } = await page('/');
    expect($('ul.list-inline.padding_container .status_2')).toHaveLength(1);
    expect($('table.track_list tfoot th')).toHaveLength(2);
  });
});

describe('a calendar', () => {
  it('lists the days of its month twice linked, and every month with practice', async () => {
    const slug = 'marrowgate';
    const { $, html } = await page(`/${slug}/practice/?p=calendar&d=2025-10`);
    const rows = $('.col-lg-4 table.table > tbody > tr').slice(1).get();
    const listed = rows.map((row) => ({
      date: $(row).find('a').first().attr('href')!.slice(-10),
      session_count: Number($(row).find('a').last().text()),
    }));
    const truth = simulator.truth.month(slug, '2025-10').practice_days;
    expect(listed).toEqual(truth.map(({ date, session_count }) => ({ date, session_count })));
    const months = $('#available_session_months option')
      .get()
      .map((option) => $(option).attr('value'));
    expect(months).toEqual(simulator.truth.months(slug));
    expect($('option[selected="selected"]').attr('value')).toBe('2025-10');
    expect($('title').text()).toBe(
      'Marrowgate Speedway :: Practice Sessions for October 2025 :: LiveRC',
    );
    expect(html).toContain('<a href="/practice/?p=session_list&d=');
  });

  it('of a month without practice names that month and has no rows', async () => {
    const { $ } = await page('/emberlow/practice/?p=calendar&d=2024-02');
    expect($('title').text()).toContain('Practice Sessions for February 2024');
    expect($('.panel-heading').first().text()).toContain('Practice Dates for February 2024');
    expect($('a[href*="session_list"]')).toHaveLength(0);
    expect($('option')).toHaveLength(0);
    expect($('.col-lg-8').text()).toContain('There are no practice sessions available');
  });

  it("shows today's sessions beside any month", async () => {
    const busy = simulator.truth
      .tracks()
      .find(({ slug }) => simulator.truth.day(slug, '2025-11-20'))!;
    const { $ } = await page(`/${busy.slug}/practice/?p=calendar&d=2019-01`);
    const today = simulator.truth.day(busy.slug, '2025-11-20')!;
    expect($('.col-lg-8 table.practice_session_list tbody tr')).toHaveLength(today.session_count);
  });

  it('is that of the current month when no month, or an unknown parameter, is given', async () => {
    for (const query of ['', '?y=2025&m=3', '?ym=2025-03', '?p=calendar']) {
      const { $ } = await page(`/tallowick/practice/${query}`);
      expect($('title').text()).toContain('for November 2025');
    }
  });
});

describe('a day', () => {
  it('has a row for each session, newest first', async () => {
    const { date } = newestDayOf('marrowgate');
    const { $ } = await page(`/marrowgate/practice/?p=session_list&d=${date}`);
    const printed = $('table.practice_session_list > tbody > tr')
      .get()
      .map((row) => [
        $(row).find('a').attr('href')!,
        $(row).find('a').text(),
        $(row).find('.hidden').text(),
        $(row).find('td').eq(2).html(),
        $(row).find('td').eq(3).text(),
      ]);
    const asNumber = (seconds: number | null) =>
      printSeconds(seconds === null ? null : Math.round(seconds * 1000));
    const expected = simulator.truth
      .day('marrowgate', date)!
      .sessions.map((session) => [
        `/practice/?p=view_session&id=${session.source_session_id}`,
        session.driver_name,
        session.started_at.replace('T', ' '),
        `${session.lap_count}<br>${printLength(session.duration_seconds)}`,
        `Fast: ${asNumber(session.fastest_lap_seconds)}Avg: ${asNumber(session.average_lap_seconds)}`,
      ]);
    expect(printed).toEqual(expected);
  });

  it('prints totals that agree with its rows, and more links than rows', async () => {
    const day = newestDayOf('marrowgate');
    const { $ } = await page(`/marrowgate/practice/?p=session_list&d=${day.date}`);
    const total = (name: string) => $(`th:contains("${name}")`).first().next().text();
    const seconds = [...total('Total Track Time').matchAll(/(\d+) (hour|minute|second)/g)]
      .map(
        ([, value, unit]) => Number(value) * { hour: 3600, minute: 60, second: 1 }[unit as 'hour'],
      )
      .reduce((sum, part) => sum + part, 0);
    expect(total('Total Laps').replace(',', '')).toBe(String(day.total_laps));
    expect(total('Unique Drivers')).toBe(String(day.unique_drivers));
    expect(total('Unique Classes')).toBe(String(day.unique_classes));
    expect(Math.abs(seconds - day.total_track_time_seconds)).toBeLessThanOrEqual(
      day.session_count / 2,
    );
    expect($('a[href*="view_session"]').length).toBeGreaterThan(day.session_count);
  });

  it('without practice says so under its own date', async () => {
    const { $, status } = await page('/emberlow/practice/?p=session_list&d=2025-03-04');
    expect(status).toBe(200);
    expect($('h5.page-header').text().trim()).toBe('March 4, 2025 (Tuesday)');
    expect($('.panel-body').text()).toContain(
      'There are no practice sessions available for the given date.',
    );
    expect($('table')).toHaveLength(0);
  });

  it('that the calendar does not have is some other page', async () => {
    for (const date of ['2025-02-30', 'yesterday', '2025-1-1']) {
      const { $, status } = await page(`/tallowick/practice/?p=session_list&d=${date}`);
      expect(status).toBe(200);
      expect($('title').text()).toBe('Live Track Map :: LiveRC');
    }
  });
});

describe('a session', () => {
  it('prints its laps twice, marks invalid ones, and its figures', async () => {
    const sessions = simulator.truth.day('marrowgate', newestDayOf('marrowgate').date)!.sessions;
    const session = sessions.find(({ laps }) => laps.some(({ is_valid }) => !is_valid))!;
    const { $, html } = await page(
      `/marrowgate/practice/?p=view_session&id=${session.source_session_id}`,
    );
    const inScript = JSON.parse(/var lapsObj = (\[.*\]);/.exec(html)![1]!) as Record<
      string,
      string
    >[];
    const inList = $('.laps_list span')
      .get()
      .map((span) => $(span).text());
    const laps = session.laps.map((lap) => lap.lap_time_seconds.toFixed(3));
    const stars = session.laps.map(({ is_valid }) => (is_valid ? '' : '*'));
    expect(inScript.map(({ lap_time }) => lap_time)).toEqual(laps);
    expect(inScript.map(({ is_valid }) => is_valid)).toEqual(
      stars.map((star) => (star ? '0' : '1')),
    );
    expect(inScript.map(({ date, time }) => `${date}T${time}`)).toEqual(
      session.laps.map(({ crossed_at }) => crossed_at),
    );
    expect(inList).toEqual(laps.map((lap, i) => `Lap ${i + 1}: ${lap}${stars[i]}`));
    expect($('th:contains("Num Laps")').next().text()).toBe(String(session.lap_count));
    expect($('th:contains("Averages")').next().text()).toContain(
      `Consistency: ${session.detail.consistency_percent!.toFixed(3)}%`,
    );
    expect(html).toContain('\\/');
  });

  it('that is no number of this track is some other page', async () => {
    for (const id of ['1', 'x', '1;drop', '-5']) {
      const { $ } = await page(`/tallowick/practice/?p=view_session&id=${id}`);
      expect($('title').text()).toBe('Live Track Map :: LiveRC');
    }
  });
});

describe('the events of a track', () => {
  it('stand on one page with ids, dates and numbers', async () => {
    const { $ } = await page('/marrowgate/events');
    const printed = $('#events > tbody > tr')
      .get()
      .map((row) => ({
        id: $(row).find('a').attr('href')!.split('id=')[1],
        name: $(row).find('a').text(),
        date: $(row).find('.hidden').text().slice(0, 10),
      }));
    const expected = simulator.truth.events('marrowgate').map((event) => ({
      id: event.source_event_id,
      name: event.name,
      date: event.printed_date,
    }));
    expect(printed.length).toBeGreaterThan(100);
    expect(printed).toEqual(expected);
  });

  it('may be none, with a page of its own each', async () => {
    const { $ } = await page('/larchmere/events/');
    expect($('#events')).toHaveLength(1);
    expect($('#events a')).toHaveLength(0);
    const [event] = simulator.truth.events('marrowgate');
    const detail = await page(`/marrowgate/results/?p=view_event&id=${event!.source_event_id}`);
    expect(detail.$('h3').text().trim()).toBe(event!.name);
  });
});

describe('addresses', () => {
  it('of an unknown track are not found', async () => {
    expect((await page('/nosuchtrack/practice/?p=calendar&d=2025-10')).status).toBe(404);
  });

  it('work with the slug as a host and in any letter case', async () => {
    const inPath = await page('/SorrelAndVetchToys/practice/?p=calendar&d=2025-10');
    const { port } = new URL(origin);
    const headers = { host: `sorrelandvetchtoys.localhost:${port}` };
    const inHost = await readWithHost(port, '/practice/?p=calendar&d=2025-10', headers);
    expect(inHost).toBe(inPath.html);
    expect(inPath.$('h1').text().trim()).toBe('Sorrel & Vetch Toys');
  });

  it('of a dashboard tell whether the track is live', async () => {
    const { $ } = await page('/emberlow/');
    expect($('.dashboard_panels > a')).toHaveLength(4);
    expect($('a[href="/live/"] .stats').text().trim()).toBe('Track is Offline');
    expect($('iframe').attr('src')).toMatch(/,[A-Z]{2}$/);
  });
});

describe('big pages', () => {
  it('come as gzip when asked for, small ones as they are', async () => {
    const gzip = { 'accept-encoding': 'gzip' };
    expect((await page('/', gzip)).headers.get('content-encoding')).toBe('gzip');
    expect((await page('/emberlow/', gzip)).headers.get('content-encoding')).toBeNull();
    expect(
      (await page('/', { 'accept-encoding': 'identity' })).headers.get('content-encoding'),
    ).toBeNull();
  });
});

describe('printed values', () => {
  it('have the forms of the real site', () => {
    expect([55, 60, 508, 790, 3725].map(printLength)).toEqual([
      '55',
      '1:00',
      '8:28',
      '13:10',
      '1:02:05',
    ]);
    expect([26_205, 3600, 61, 0].map(printDuration)).toEqual([
      '7 hours, 16 minutes, 45 seconds',
      '1 hour',
      '1 minute, 1 second',
      '0 seconds',
    ]);
    expect([0, 46_315, 59_798].map(printClock)).toEqual(['12:00:00am', '12:51:55pm', '4:36:38pm']);
    expect([5, 45, 34_746, null].map(printSeconds)).toEqual(['0.005', '0.045', '34.746', '']);
    expect(printLongDate('2025-10-25')).toBe('October 25, 2025 (Saturday)');
  });
});
