import { load } from 'cheerio';
import { ChangedEvent, PLAIN } from '../test/changed-event.js';
import type { EventDetailTruth, EventShape, RaceTruth } from './index.js';

const stage = new ChangedEvent();
const { truth, slug: SLUG, id } = stage;

afterEach(() => stage.reset());

describe('events that have something odd of themselves', () => {
  const shapes = truth.eventShapes(SLUG);

  it('are found by their shapes, each kind at some', () => {
    const flags: (keyof EventShape)[] = [
      ...(['resultsQualify', 'tripleMains', 'semis', 'withoutLabels', 'encodedLinks'] as const),
      ...(['statusWords', 'postedLate', 'namesakes', 'oddNames', 'equalPositions'] as const),
      ...(['misprint', 'wrongPoints', 'withoutLaps'] as const),
    ];
    const missing = flags.filter((flag) => !shapes.some(({ shape }) => shape[flag] === true));
    expect(missing).toEqual([]);
    expect(shapes.some(({ shape }) => shape.big)).toBe(false);
    expect(shapes).toHaveLength(truth.events(SLUG).length);
    expect(truth.event(SLUG, id)!.shape).toEqual(
      shapes.find(({ source_event_id }) => source_event_id === id)!.shape,
    );
  });
});

describe('two drivers of one name', () => {
  it('meet in a race, with numbers of their own', () => {
    const { races, totals, entries } = stage.change({ ...PLAIN, namesakes: true });
    const twice = races.find(({ results }) => {
      return new Set(results.map(({ driver_name }) => driver_name)).size < results.length;
    })!;
    const { rows, drivers } = stage.race(twice);
    expect(new Set(rows.map(({ name }) => name)).size).toBe(rows.length - 1);
    expect(new Set(drivers.map((driver) => driver.id)).size).toBe(drivers.length);
    expect(entries).toHaveLength(totals.entry_count);
  });
});

describe('names that markup and scripts have to escape', () => {
  it('are printed as text in the table and between quotes in the script', () => {
    const event = stage.change({ ...PLAIN, oddNames: true });
    const odd = event.races.flatMap((race) =>
      race.results.some(({ driver_name }) => /[<"\\]/.test(driver_name)) ? race : [],
    );
    const names = new Set<string>();
    for (const race of odd.slice(0, 20)) {
      const { rows, drivers } = stage.race(race);
      const expected = race.results.map(({ driver_name }) => driver_name);
      expect(rows.map(({ name }) => name)).toEqual(expected);
      expect(drivers.map(({ name }) => name)).toEqual(expected);
      for (const name of expected) names.add(name);
    }
    expect([...names]).toEqual(
      expect.arrayContaining([
        `"QUICK" O'LARKIN`,
        '</SCRIPT-LIKE> RACKSTRAWE',
        'BACK\\SLASH ABERNOOK',
        "<B>BOLD</B> & 'SONS",
      ]),
    );
  });
});

describe('words in place of positions', () => {
  it('are those of non-starters, of who stopped, and of one who was disqualified', () => {
    const { races } = stage.change({ ...PLAIN, statusWords: true });
    const rows = races.flatMap((race) => race.results);
    const of = (status: string | null) => rows.filter((row) => row.status === status);
    expect(of('DNS').every(({ lap_count, position }) => lap_count === 0 && position === null)).toBe(
      true,
    );
    for (const word of ['DNS', 'DNF', 'DQ']) expect(of(word).length).toBeGreaterThan(0);
    expect(of('DQ').every(({ started, total_seconds }) => started && total_seconds! > 0)).toBe(
      true,
    );
    expect(of(null).every(({ position }) => position !== null)).toBe(true);
    const race = races.find(({ results }) => results.some(({ status }) => status === 'DQ'))!;
    expect(stage.race(race).rows.map(({ cells }) => cells[0])).toContain('DQ');
  });
});

describe('ties', () => {
  it('share a position where laps and time are the same', () => {
    const { races } = stage.change({ ...PLAIN, equalPositions: true });
    const race = races.find(({ results }) => {
      const places = results.map(({ position }) => position);
      return new Set(places).size < places.length;
    })!;
    const places = race.results.map(({ position }) => position!);
    const at = places.findIndex((place, index) => place === places[index + 1]);
    const [one, other] = [race.results[at]!, race.results[at + 1]!];
    expect([other.lap_count, other.total_seconds]).toEqual([one.lap_count, one.total_seconds]);
    expect(other).toMatchObject({ gap_ahead_seconds: 0, gap_ahead_laps: null });
    expect(other.laps.at(-1)!.position).toBe(one.laps.at(-1)!.position);
    expect(places[at + 2] ?? at + 3).toBe(at + 3);
    expect(stage.race(race).rows.map(({ cells }) => cells[0])).toEqual(places.map(String));
  });

  it('share the points of a round, and a place in the standing where all is the same', () => {
    const events = truth
      .events(SLUG)
      .slice(8, 90)
      .map(({ source_event_id }) => truth.event(SLUG, source_event_id)!);
    const classes = events.flatMap(({ rankings }) =>
      rankings.flatMap((one) => (one.kind === 'qualifying_points' ? one.classes : [])),
    );
    const tied = classes.filter(({ rows }) => {
      return new Set(rows.map(({ position }) => position)).size < rows.length;
    });
    const equalResults = classes.filter(({ rows }) => {
      return new Set(rows.map(({ result }) => result)).size < rows.length;
    });
    expect(tied.length).toBeGreaterThan(0);
    expect(equalResults.length).toBeGreaterThan(tied.length);
  });
});

describe('a misprint', () => {
  it('is one figure that its laps do not give, the same in table and script', () => {
    const { races } = stage.change({ ...PLAIN, misprint: true });
    const wrong = races.filter(({ misprints }) => misprints.length > 0);
    expect(wrong).toHaveLength(1);
    const [race] = wrong as [RaceTruth];
    const [misprint] = race.misprints as [RaceTruth['misprints'][0]];
    const { rows, drivers } = stage.race(race);
    const { laps, average_lap_seconds } = race.results[0]!;
    const counted = race.first_lap_counts ? laps : laps.slice(1);
    const sum = counted.reduce((total, lap) => total + lap.lap_time_seconds, 0);
    expect(misprint.computed).toBeCloseTo(sum / counted.length, 3);
    expect(misprint.printed).toBeCloseTo(misprint.computed + 0.137, 6);
    expect(average_lap_seconds).toBe(misprint.printed);
    expect(drivers[0]!.figures.avgLap).toBe(misprint.printed.toFixed(3));
    expect(rows[0]!.cells[5]!.endsWith(misprint.printed.toFixed(3).slice(-6))).toBe(true);
  });
});

describe('wrong points', () => {
  it('are those of one driver in one round; result and order are those of the right ones', () => {
    const classesOf = ({ rankings }: EventDetailTruth) =>
      rankings.find(({ kind }) => kind === 'qualifying_points')!.classes;
    const right = classesOf(stage.change(PLAIN));
    const wrong = classesOf(stage.change({ ...PLAIN, wrongPoints: true }));
    const misprints = wrong.flatMap((one) => one.misprints);
    expect(right.flatMap((one) => one.misprints)).toEqual([]);
    expect(misprints).toHaveLength(1);
    const { driver_name, round, printed, computed } = misprints[0]!;
    expect(printed).toBe(computed + 10);
    const mended = wrong.map(({ rows, ...one }) => ({
      ...one,
      misprints: [],
      rows: rows.map((row) => ({
        ...row,
        rounds: row.rounds.map((its) =>
          row.driver_name === driver_name && its.round === round && its.points === printed
            ? { ...its, points: computed }
            : its,
        ),
      })),
    }));
    expect(mended).toEqual(right);
  });
});

describe('a race without laps', () => {
  it('has results and figures, but an empty list of laps for each driver', () => {
    const { races } = stage.change({ ...PLAIN, withoutLaps: true });
    const [race, ...others] = races.filter(({ laps_printed }) => !laps_printed);
    expect(others).toEqual([]);
    const { rows, drivers } = stage.race(race!);
    expect(rows[0]!.cells[2]).toContain('/');
    expect(drivers.map(({ laps }) => laps)).toEqual(drivers.map(() => []));
    expect(drivers[0]!.figures.fastLap).not.toBe('');
    expect(race!.results.flatMap(({ laps }) => laps)).toEqual([]);
    expect(race!.lap_count).toBeGreaterThan(0);
  });
});

describe('links and labels', () => {
  it('may write the underscore of a page’s name as %5F', () => {
    const { races, rankings } = stage.change({ ...PLAIN, encodedLinks: true });
    const $ = stage.page();
    const hrefs = $('table.entry_list_data a')
      .get()
      .map((link) => $(link).attr('href')!);
    expect(hrefs).toContain(`/results/?p=view%5Frace%5Fresult&id=${races[0]!.source_race_id}`);
    const round = rankings.find(({ kind }) => kind === 'round')!;
    expect(hrefs).toContain(
      `/results/?p=view%5Fround%5Franking&id=${round.source_id}&o=laps%5Ftime`,
    );
    expect(hrefs.filter((href) => href.includes('_'))).toEqual([]);
    const race = load(stage.html(hrefs.find((href) => href.includes('%5Frace'))!.split('?')[1]!));
    expect(race('table.race_result')).toHaveLength(1);
  });

  it('may be those of the class alone, which the race’s own page completes', () => {
    const { races } = stage.change({ ...PLAIN, withoutLabels: true });
    const $ = stage.page();
    const texts = $('a[href*="view_race_result"]')
      .get()
      .map((link) => $(link).text().trim());
    for (const race of races) {
      const { race_number, class_name, label, listed_label } = race;
      expect(listed_label).toBe(class_name.includes('(') ? label : null);
      const brackets = listed_label === null ? '' : ` (${listed_label})`;
      expect(texts).toContain(`Race ${race_number}: ${class_name}${brackets}`);
    }
    expect(races.some(({ listed_label }) => listed_label === null)).toBe(true);
    expect(stage.race(races[0]!).heading).toContain(races[0]!.label);
  });

  it('may have brackets within brackets', () => {
    const labels = truth
      .events(SLUG)
      .slice(8, 40)
      .flatMap(({ source_event_id }) => truth.event(SLUG, source_event_id)!.races)
      .map(({ label }) => label);
    expect(labels.some((label) => /\(.*\) \(Heat \d\/\d\)$/.test(label))).toBe(true);
  });
});

describe('times of completion', () => {
  it('are out of order where races were posted late, and in order elsewhere', () => {
    const inOrder = (event: EventDetailTruth) => {
      const times = event.races.map(({ completed_at }) => completed_at);
      return [...times].sort().join() === times.join();
    };
    expect(inOrder(stage.change({ ...PLAIN, postedLate: true }))).toBe(false);
    expect(inOrder(stage.change(PLAIN))).toBe(true);
  });
});
