import type { EventRanking, Race, RaceResult, RaceWithResults } from '@trackside/contracts';
import { myClasses } from './my-races';
import { bestWords, raceLines, standingWords, titleInClass, wayOf } from './my-way';

const RACE = { class_name: '1/8 Buggy', section: 'qualifying', first_lap_counts: true };
const isZoe = ({ driver_name }: { driver_name: string }) => driver_name === 'ZOE MARLOW';

function race(id: string, change: Partial<Race>, mine: Partial<RaceResult> | null) {
  const others = [{ driver_name: 'ADA FINCH' }, { driver_name: 'IDA FLINT' }];
  const zoe = {
    driver_name: 'ZOE MARLOW',
    status: null,
    started: true,
    qualified_position: null,
    ...mine,
  };
  return { ...RACE, id, ...change, results: mine ? [...others, zoe] : others } as RaceWithResults;
}

function ranking(kind: EventRanking['kind'], row: object, provisional = false): EventRanking {
  const rows = [
    { driver_name: 'ADA FINCH', rounds: [] },
    { driver_name: 'ZOE MARLOW', rounds: [], ...row },
  ];
  const classes = [{ class_name: '1/8 Buggy', tie_breaker_rule: null, rows }];
  return { kind, title: 'As printed', provisional, classes } as unknown as EventRanking;
}

const ROUND_1 = race(
  'q1',
  { round: 1, label: '1/8 Buggy (Heat 1/2)' },
  { position: 2, fastest_lap_seconds: 31.5, average_lap_seconds: 33, consistency_percent: 91 },
);
const ROUND_2 = race(
  'q2',
  { round: 2, label: '1/8 Buggy (Heat 1/2)' },
  { position: 1, fastest_lap_seconds: 31.2, average_lap_seconds: 32.4, consistency_percent: 93.5 },
);
const MAIN = race(
  'a',
  { section: 'main', round: null, label: '1/8 Buggy A-Main' },
  {
    ...{ position: 1, qualified_position: 3, fastest_lap_seconds: 31.4 },
    ...{ average_lap_seconds: 32.1, consistency_percent: 95.25 },
  },
);
const TRUGGY = race('t', { class_name: 'Truggy', label: 'Truggy A-Main' }, { position: 3 });
const STRANGE = race('s', { label: '1/8 Buggy (Heat 2/2)' }, null);
const PROGRAMME = [ROUND_1, STRANGE, ROUND_2, TRUGGY, MAIN];
const RANKINGS = [
  ranking('overall', { position: 1 }, true),
  ranking('qualifying_points', {
    position: 2,
    rounds: [
      { round: 1, points: 3, counts: false },
      { round: 2, points: 0, counts: true },
    ],
  }),
];

const classes = () =>
  myClasses([MAIN, TRUGGY, STRANGE, ROUND_2, ROUND_1], PROGRAMME, RANKINGS, isZoe);
const buggy = () => classes()[0]!;

describe('my races', () => {
  it('stand class by class in the order of the programme, without those of others', () => {
    expect(
      classes().map(({ className, races }) => [className, races.map((my) => my.race.id)]),
    ).toEqual([
      ['1/8 Buggy', ['q1', 'q2', 'a']],
      ['Truggy', ['t']],
    ]);
    expect(classes().map(({ final }) => final?.row.position)).toEqual([1, undefined]);
  });

  it('lead from qualifying to the final, with what counted and what was gained', () => {
    expect(wayOf(buggy()).map(({ name, place, note }) => [name, place, note])).toEqual([
      ['Round 1', '2nd of 3', '3 points, dropped'],
      ['Round 2', '1st of 3', '0 points, counted'],
      ['Qualifying order', '2nd of 2', 'counted: round 2'],
      ['A-Main', '1st of 3', 'started 3rd, 2 places gained'],
      ['Final result', '1st of 2', 'provisional'],
    ]);
  });

  it('say who did not start, or has a status in place of a position', () => {
    const absent = race('b', { section: 'main', label: 'B-Main' }, { started: false, position: 9 });
    const out = race('c', { section: 'main', label: 'C-Main' }, { position: null, status: 'DNF' });
    const [its] = myClasses([absent, out], [absent, out], [], isZoe);
    expect(wayOf(its!).map(({ place, note }) => [place, note])).toEqual([
      ['9th of 3', 'did not start'],
      ['DNF', ''],
    ]);
  });

  it('tell the quickest and the most consistent in a sentence, where there are two to compare', () => {
    expect(bestWords(buggy())).toBe(
      'Quickest lap 31.200 in round 2 of qualifying; most consistent in A-Main: 95.3\u00a0%.',
    );
    expect(bestWords(classes()[1]!)).toBeNull();
  });

  it('change from race to race', () => {
    const changes = raceLines(buggy().races).map((line) => [
      line.bestChange?.toFixed(3),
      line.averageChange?.toFixed(3),
      line.consistencyChange?.toFixed(2),
    ]);
    expect(changes).toEqual([
      [undefined, undefined, undefined],
      ['-0.300', '-0.600', '2.50'],
      ['0.200', '-0.300', '1.75'],
    ]);
  });

  it('compare figures without lap 1 only with such', () => {
    const nitro = { ...MAIN, first_lap_counts: false };
    const [its] = myClasses([ROUND_1, nitro], PROGRAMME, [], isZoe);
    expect(raceLines(its!.races).map(({ bestChange }) => bestChange)).toEqual([null, null]);
  });

  it('come to a line, with what is provisional', () => {
    expect(standingWords(buggy())).toBe('final 1st of 2 (provisional), qualified 2nd of 2');
  });

  it('are named without the class that stands above them', () => {
    const heat = race('h', { race_number: 2, label: '1/8 Buggy (Heat 1/2)' }, {});
    const [its] = myClasses([heat], [heat], [], isZoe);
    expect(its?.races.map(titleInClass)).toEqual(['Race 2: Heat 1/2']);
  });
});
