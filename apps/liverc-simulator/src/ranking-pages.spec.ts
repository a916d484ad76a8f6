import { load } from 'cheerio';
import type { EventDetailTruth, RankingTruth } from './index.js';
import { PagePrinter } from './server/page-printer.js';
import { readPageRequest } from './server/page-request.js';
import { SimulatorTruth } from './truth.js';
import { World } from './world/world.js';

const world = new World(1, '2025-11-20', 60);
const truth = new SimulatorTruth(world);
const printer = new PagePrinter(world);
const SLUG = 'marrowgate';

function page(address: string) {
  const request = readPageRequest(`/${SLUG}${address}`, '', world.today);
  return load(printer.print(request).body.toString());
}

const events = truth
  .events(SLUG)
  .filter(({ entries, start_date }) => entries > 30 && start_date! < '2025-11-01')
  .slice(0, 60)
  .map(({ source_event_id }) => truth.event(SLUG, source_event_id)!);

const ofKind = ({ rankings }: EventDetailTruth, kind: RankingTruth['kind']) =>
  rankings.filter((ranking) => ranking.kind === kind);
const triple = events.find((event) => ofKind(event, 'multi_main').length > 1)!;
const withSemis = events.find(({ races }) => races.some(({ section }) => section === 'semi'))!;

/** Visible texts of the cells of every row of a page's tables. */
function cellsOf(address: string, table: string): string[][] {
  const $ = page(address);
  $('.hidden').remove();
  const rows = $(`table.${table} > tbody > tr`).get();
  return rows.map((row) =>
    $(row)
      .children('td')
      .get()
      .map((cell) => $(cell).text().trim()),
  );
}

describe('the links of an event’s page', () => {
  it('lead to its entry list, its line-ups and its rankings, each with the title it has there', () => {
    const $ = page(`/results/?p=view_event&id=${triple.source_event_id}`);
    const [lineups, rankings] = $('table.entry_list_data').get();
    const links = (table: typeof lineups) =>
      $(table!)
        .find('a')
        .get()
        .map((link) => ({ text: $(link).text().trim(), href: $(link).attr('href')! }));
    expect(links(lineups)[0]).toEqual({
      text: 'Entry List',
      href: `/results/?p=view_entry_list&id=${triple.source_event_id}`,
    });
    expect(links(lineups).at(-1)!.text).toBe('Main Events');
    expect(links(rankings).map(({ text }) => text)).toEqual(
      triple.rankings.map(({ title }) => title),
    );
    for (const { text, href } of [...links(lineups), ...links(rankings)]) {
      const title = page(href)('title').text();
      const name = text === 'Final Results' ? 'Overall Final Ranking' : text;
      expect(title).toContain(`Marrowgate Speedway :: ${triple.name} :: ${name}`);
    }
  });

  it('lead nowhere at another track', () => {
    const [ranking] = ofKind(triple, 'round');
    const request = readPageRequest(
      `/tallowick/results/?p=view_round_ranking&id=${ranking!.source_id}&o=laps_time`,
      '',
      world.today,
    );
    expect(printer.print(request).body.toString()).toContain('Live Track Map :: LiveRC');
  });
});

describe('a round’s ranking', () => {
  const [ranking] = ofKind(triple, 'round');
  const rowsBy = (order: string) =>
    cellsOf(`/results/?p=view_round_ranking&id=${ranking!.source_id}&o=${order}`, 'round_rankings');

  it('orders all heats of a class by laps and time', () => {
    const expected = ranking!.classes.flatMap(({ rows }) =>
      rows.map((row) => [`${row.position}`, row.driver_name, row.result ?? '', row.race]),
    );
    const printed = rowsBy('laps_time').map((cells) => [...cells.slice(0, 3), cells[8]]);
    expect(printed).toEqual(expected);
    for (const { rows } of ranking!.classes) {
      const results = rows.map(({ result }) => Number(result?.split('/')[0] ?? 0));
      expect(results).toEqual([...results].sort((a, b) => b - a));
    }
  });

  it.each([
    ['avg_top_5', 5],
    ['fastest_lap', 6],
    ['top_3_consecutive', 4],
  ])('orders them by %s when asked to', (order, column) => {
    const [{ rows }] = ranking!.classes as [RankingTruth['classes'][0]];
    const times = rowsBy(order)
      .slice(0, rows.length)
      .map((cells) => cells[column]!)
      .map((text) => text.split(':').reduce((total, part) => total * 60 + Number(part), 0))
      .map((seconds) => seconds || Infinity);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(rowsBy(order)).not.toEqual(rowsBy('laps_time'));
  });

  it('tells laps and time of its one round, without points', () => {
    const [{ rows }] = ranking!.classes as [RankingTruth['classes'][0]];
    for (const { result, rounds } of rows.filter((row) => row.result !== null)) {
      expect(rounds).toHaveLength(1);
      expect(rounds[0]).toMatchObject({ round: 1, points: null, counts: null });
      expect(rounds[0]!.lap_count).toBe(Number(result!.split('/')[0]));
    }
  });

  it('links the race of each row, and has 9999 to sort by where there is no time', () => {
    const $ = page(`/results/?p=view_round_ranking&id=${ranking!.source_id}&o=laps_time`);
    const links = $('table.round_rankings tbody a').get();
    const ids = new Set(links.map((link) => $(link).attr('href')!.split('id=')[1]));
    const round = triple.races.filter(({ section_title }) => {
      return `${section_title} Rankings` === ranking!.title;
    });
    expect([...ids].sort()).toEqual(round.map((race) => race.source_race_id).sort());
    const none = events
      .flatMap((event) => ofKind(event, 'round'))
      .find(({ classes }) => {
        return classes.some(({ rows }) => rows.some(({ result }) => result === null));
      })!;
    const other = page(`/results/?p=view_round_ranking&id=${none.source_id}&o=laps_time`);
    expect(other('.round_rankings .hidden').text()).toContain('9999');
  });
});

describe('a main that is run three times', () => {
  const rankings = ofKind(triple, 'multi_main');

  it('prints places, points and results of each leg, the better two bold', () => {
    for (const { source_id, classes } of rankings) {
      const [{ rows }] = classes as [RankingTruth['classes'][0]];
      const $ = page(`/results/?p=view_multi_main_result&id=${source_id}`);
      expect($('.class_header').text()).toBe(classes[0]!.class_header);
      expect($('.class_sub_header').text()).toContain('Tie Breaker: IFMAR/ROAR');
      expect($('.class_sub_header').text()).toContain('Completed: 3 of 3');
      const printed = $('table.multi_main > tbody > tr').get();
      expect(printed).toHaveLength(rows.length);
      printed.forEach((row, index) => {
        const cells = $(row).children('td').get();
        const { driver_name, result, rounds } = rows[index]!;
        expect($(cells[2]!).text()).toBe(driver_name);
        expect($(cells[3]!).text()).toBe(result);
        rounds.forEach(({ points, lap_count, counts }, leg) => {
          const cell = cells[4 + leg]!;
          const pattern = `^${points}(st|nd|rd|th) \\(${points}pts\\) : ${lap_count}/[\\d:]+\\.\\d{3}$`;
          expect($(cell).text()).toMatch(new RegExp(pattern));
          expect($(cell).children('b')).toHaveLength(counts ? 1 : 0);
        });
      });
    }
  });

  it('counts the places of its best two legs, and breaks ties by the best place', () => {
    for (const { classes } of rankings) {
      const [{ rows }] = classes as [RankingTruth['classes'][0]];
      const keys = rows.map(({ result, rounds }) => {
        const places = rounds.map(({ points }) => points!).sort((a, b) => a - b);
        expect(Number(result)).toBe(places[0]! + places[1]!);
        return Number(result) * 100 + places[0]!;
      });
      expect(keys).toEqual([...keys].sort((a, b) => a - b));
    }
  });

  it('has legs that are its races', () => {
    const [{ title, classes }] = rankings as [RankingTruth];
    const [{ class_name, rows }] = classes as [RankingTruth['classes'][0]];
    const letter = /Triple ([A-Z])-Main/.exec(title)![1]!;
    for (const leg of [1, 2, 3]) {
      const race = triple.races.find(
        ({ label }) => label === `${class_name} ${letter}${leg}-Main`,
      )!;
      race.results.forEach(({ driver_name, lap_count, total_seconds }, index) => {
        const row = rows.find((one) => one.driver_name === driver_name)!;
        expect(row.rounds[leg - 1]).toMatchObject({
          points: index + 1,
          lap_count,
          total_seconds: total_seconds ?? 0,
        });
      });
    }
  });

  it('is left out in its third leg by who has won the first two', () => {
    const winners = events
      .flatMap((event) => ofKind(event, 'multi_main'))
      .flatMap(({ classes }) => classes[0]!.rows.slice(0, 1))
      .filter(({ rounds }) => rounds[0]!.points === 1 && rounds[1]!.points === 1);
    expect(winners.length).toBeGreaterThan(0);
    for (const { rounds } of winners) expect(rounds[2]).toMatchObject({ lap_count: 0 });
  });
});

describe('the final results', () => {
  const resultsOf = (event: EventDetailTruth) => ofKind(event, 'overall')[0]!;

  it('print position, driver, result and main of everybody who raced', () => {
    for (const event of [triple, withSemis]) {
      const expected = resultsOf(event).classes.flatMap(({ rows }) =>
        rows.map((row) => [`${row.position}`, '', '', row.driver_name, row.result, row.race]),
      );
      const address = `/results/?p=event_overall_ranking&id=${event.source_event_id}`;
      expect(cellsOf(address, 'leaderboard_points')).toEqual(expected);
      expect(expected.length).toBe(event.entries.length);
    }
  });

  it('follow the A main, then the semi-finals, then the lower mains', () => {
    const { classes } = resultsOf(withSemis);
    const semiClass = withSemis.races.find(({ section }) => section === 'semi')!.class_name;
    const { rows } = classes.find(({ class_name }) => class_name === semiClass)!;
    const main = withSemis.races.find(({ label }) => label === `${semiClass} A-Main`)!;
    expect(rows.slice(0, main.driver_count).map(({ driver_name }) => driver_name)).toEqual(
      main.results.map(({ driver_name }) => driver_name),
    );
    const order = rows.map(({ race }) =>
      race === 'A Main' ? 0 : race!.startsWith('Semi') ? 1 : 2,
    );
    expect(order).toEqual([...order].sort());
    expect(order).toContain(1);
  });

  it('name the winner of each class, and the points its top qualifier', () => {
    for (const { class_name, winner_name, top_qualifier_name } of triple.classes) {
      const mains = triple.races.filter(({ section, class_name: name, label }) => {
        return section === 'main' && name === class_name && / A\d?-Main$/.test(label);
      });
      const firsts = mains.map(({ results }) => results[0]!.driver_name);
      if (mains.length === 1) expect(winner_name).toBe(firsts[0]);
      else expect(firsts).toContain(winner_name);
      expect(top_qualifier_name).not.toBeNull();
    }
  });
});

describe('a line-up', () => {
  it('has the grids of its races in one table, with transponders and links to results', () => {
    const $ = page(`/results/?p=view_event&id=${withSemis.source_event_id}`);
    const sheets = $('a[href*="view_heat_sheet"]').get();
    for (const sheet of sheets) {
      const title = $(sheet).text().trim();
      const races = withSemis.races.filter(({ section_title }) => section_title === title);
      const $sheet = page($(sheet).attr('href')!);
      expect($sheet('table.heat_sheet')).toHaveLength(1);
      const labels = $sheet('.class_header')
        .get()
        .map((head) => $sheet(head).text());
      expect(labels).toEqual(races.map(({ label }) => label));
      const drivers = races.flatMap(({ results }) => results);
      expect($sheet('.car_num')).toHaveLength(drivers.length);
      expect($sheet('.race_status a')).toHaveLength(races.length);
    }
    expect(sheets.map((sheet) => $(sheet).text().trim())).toContain('Semi Finals');
    const mains = page($(sheets.at(-1)!).attr('href')!);
    expect(mains('table.heat_sheet').text()).toContain('Bump-Up');
  });
});

describe('lengths of races', () => {
  it('reach from five minutes to an hour', () => {
    const lengths = new Set(
      events.flatMap(({ races }) => races.map((race) => race.length_seconds)),
    );
    expect(lengths).toContain(300);
    expect(lengths).toContain(3600);
  });
});
