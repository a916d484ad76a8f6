import {
  blockingMs,
  layoutShift,
  typicalOf,
  whyBlocked,
  whyLate,
  whyShifted,
} from '../../scripts/bench/page-figures.mjs';
import { fact, goal, printTable } from '../../scripts/bench/table.mjs';

describe('the total blocking time of a page', () => {
  it('is what its tasks take beyond 50 ms', () => {
    const tasks = [
      { at: 1_000, ms: 50 },
      { at: 1_200, ms: 130 },
      { at: 2_000, ms: 51 },
    ];

    expect(blockingMs(tasks, 900)).toBe(81);
  });

  it('counts nothing before the first paint, and of a task in its middle the rest', () => {
    const tasks = [
      { at: 100, ms: 700 },
      { at: 950, ms: 200 },
    ];

    expect(blockingMs(tasks, 1_000)).toBe(100);
    expect(blockingMs(tasks, 1_120)).toBe(0);
  });
});

describe('the layout shift of a page', () => {
  it('is the sum of shifts that come close after one another', () => {
    const shifts = [
      { at: 1_000, value: 0.01 },
      { at: 1_900, value: 0.02 },
      { at: 4_000, value: 0.005 },
    ];

    expect(layoutShift(shifts)).toBeCloseTo(0.03);
  });

  it('begins anew after five seconds of unrest', () => {
    const shifts = Array.from({ length: 8 }, (_, at) => ({ at: at * 900, value: 0.01 }));

    expect(layoutShift(shifts)).toBeCloseTo(0.06);
  });

  it('is nothing where nothing moves', () => {
    expect(layoutShift([])).toBe(0);
  });
});

it('takes the visit nearest to the median for the typical one', () => {
  const visits = [{ readyAt: 900 }, { readyAt: 2_000 }, { readyAt: 1_250 }];

  expect(typicalOf(visits, 'readyAt', 1_300)).toBe(visits[2]);
});

describe('the cause of a missed goal', () => {
  const network = { latencyMs: 150, bytesPerSecond: 200_000 };

  it('tells of a late page what came over the network and what the processor did until then', () => {
    const visit = {
      bytes: 300_000,
      requests: 14,
      readyAt: 3_000,
      tasks: [
        { at: 1_500, ms: 600 },
        { at: 3_100, ms: 400 },
      ],
    };

    expect(whyLate(visit, network)).toBe(
      '300 kB in 14 answers take the network 1.5 s, and at least 150 ms each; ' +
        'tasks of 50 ms and more 0.6 s',
    );
  });

  it('names the tasks that a tap would have felt', () => {
    const tasks = [
      { at: 500, ms: 300 },
      { at: 1_500, ms: 60 },
      { at: 2_000, ms: 50 },
      { at: 2_640, ms: 210 },
    ];

    expect(whyBlocked({ tasks, firstPaint: 900 })).toBe('tasks of 60 ms at 1.5 s, 210 ms at 2.6 s');
  });

  it('names what moved', () => {
    const shifts = [
      { at: 2_400, value: 0.031, what: 'ts-search-form' },
      { at: 2_500, value: 0.0001, what: 'footer' },
    ];

    expect(whyShifted({ shifts })).toBe('0.031 at 2.4 s: ts-search-form');
  });

  it('stands below the table, and only where the goal is missed', () => {
    const rows = [
      goal('Home', '2600 ms', '≤ 2500 ms', false, 'too many bytes'),
      goal('A search', '3000 ms', '≤ 3300 ms', true, 'as many bytes'),
      fact('A year', '3 s'),
    ];

    expect(printTable(rows).split('\n')).toEqual([
      '|          | goal      | measured |         |',
      '| -------- | --------- | -------- | ------- |',
      '| Home     | ≤ 2500 ms | 2600 ms  | NOT MET |',
      '| A search | ≤ 3300 ms | 3000 ms  | ok      |',
      '| A year   |           | 3 s      |         |',
      '',
      '- Home: too many bytes',
    ]);
  });
});
