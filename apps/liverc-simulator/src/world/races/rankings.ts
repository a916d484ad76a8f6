import { sectionsOf, type EventDetail } from './event-detail.js';
import { multiMainTable, type MultiMainRow } from './mains.js';
import { overallRows, type OverallRow } from './overall.js';
import { compareResults, misprintPoints, pointsTable, type PointsRow } from './qualifying.js';
import type { Run } from './race-drive.js';
import { raceFigures, type RaceFigures } from './race-figures.js';
import type { EventClass } from './race-field.js';
import { pageId } from './race-ids.js';
import { firstLapCounts } from './race-results.js';
import type { Race, Section } from './race.js';

interface ClassRows<Row> {
  eventClass: EventClass;
  rows: Row[];
}

interface Titled {
  id: number;
  title: string;
  /** Races that it rests on have not all been run. */
  provisional: boolean;
}

export interface PointsRanking extends Titled {
  kind: 'qualifying_points';
  /** Those that have been run, which have a column each. */
  rounds: Section[];
  /** Results alone rank, and all points are 0. */
  byResult: boolean;
  classes: ClassRows<PointsRow>[];
}

export interface RoundRow {
  position: number;
  run: Run;
  figures: RaceFigures;
  race: Race;
  heat: number;
}

export interface RoundRanking extends Titled {
  kind: 'round';
  round: number;
  classes: ClassRows<RoundRow>[];
}

export interface MultiMainRanking extends Titled {
  kind: 'multi_main';
  eventClass: EventClass;
  letter: string;
  /** Legs that have been run, of three. */
  completed: number;
  rows: MultiMainRow[];
}

export interface OverallRanking extends Titled {
  kind: 'overall';
  classes: ClassRows<OverallRow>[];
}

export type Ranking = PointsRanking | RoundRanking | MultiMainRanking | OverallRanking;

/** What a round ranking may be sorted by. */
export const ROUND_ORDERS = ['laps_time', 'avg_top_5', 'fastest_lap', 'top_3_consecutive'] as const;
export type RoundOrder = (typeof ROUND_ORDERS)[number];

export const LEGS = 3;

const inSection = (section: Section) => (race: Race) => race.section.title === section.title;

function isRun({ planned, races }: EventDetail, section: Section): boolean {
  return planned.filter(inSection(section)).length === races.filter(inSection(section)).length;
}

function runsOf(races: readonly Race[], section: Section, eventClass: EventClass): Run[] {
  const own = races.filter(inSection(section)).filter((race) => race.eventClass === eventClass);
  return own.flatMap(({ runs }) => runs);
}

/** The standing of the qualifying; null before its first round is over. */
export function pointsOf(detail: EventDetail): PointsRanking | null {
  const { event, shape, classes, planned, races } = detail;
  const sections = sectionsOf(planned).filter(({ kind }) => kind === 'qualifying');
  const rounds = sections.filter((section) => isRun(detail, section));
  if (rounds.length === 0) return null;
  const counted = shape.resultsQualify ? 1 : shape.countedRounds;
  const best = `${shape.resultsQualify ? '' : 'best '}${counted} of ${sections.length}`;
  const tables = classes.map((eventClass): ClassRows<PointsRow> => {
    const runs = rounds.map((section) => runsOf(races, section, eventClass));
    const { entrants } = eventClass;
    return { eventClass, rows: pointsTable(entrants, runs, counted, shape.resultsQualify) };
  });
  if (shape.wrongPoints && !shape.resultsQualify) misprintPoints(tables.map(({ rows }) => rows));
  return {
    kind: 'qualifying_points',
    id: pageId('points', event.id, 0),
    title: `${shape.resultsQualify ? 'Results' : 'Qual Points'} (${best})`,
    provisional: rounds.length < sections.length,
    rounds,
    byResult: shape.resultsQualify,
    classes: tables,
  };
}

const FIGURE_ORDERS = {
  avg_top_5: 'top5Ms',
  fastest_lap: 'fastestMs',
  top_3_consecutive: 'top3ConsecutiveMs',
} as const;

function compareBy(order: RoundOrder) {
  return (a: RoundRow, b: RoundRow): number => {
    if (order === 'laps_time') return compareResults(a.run, b.run);
    const figure = FIGURE_ORDERS[order];
    const [first, second] = [a.figures[figure] ?? Infinity, b.figures[figure] ?? Infinity];
    return first === second ? compareResults(a.run, b.run) : first - second;
  };
}

function roundRows(races: readonly Race[], order: RoundOrder): RoundRow[] {
  const rows = races.flatMap((race, index) =>
    race.runs.map((run): RoundRow => {
      const figures = raceFigures(run.laps, firstLapCounts(race));
      return { position: 0, run, figures, race, heat: index + 1 };
    }),
  );
  rows.sort(compareBy(order));
  rows.forEach((row, index) => (row.position = index + 1));
  return rows;
}

/** Rankings of each round that has begun, first run first. */
export function roundRankings(
  detail: EventDetail,
  order: RoundOrder = 'laps_time',
): RoundRanking[] {
  const rounds = sectionsOf(detail.planned).filter(({ round }) => round !== null);
  return rounds.flatMap((section, index): RoundRanking[] => {
    const races = detail.races.filter(inSection(section));
    if (races.length === 0) return [];
    const classes = detail.classes.map((eventClass) => {
      const own = races.filter((race) => race.eventClass === eventClass);
      return { eventClass, rows: roundRows(own, order) };
    });
    return [
      {
        kind: 'round',
        round: section.round as number,
        id: pageId('round', detail.event.id, index),
        title: `${section.title} Rankings`,
        provisional: !isRun(detail, section),
        classes: classes.filter(({ rows }) => rows.length > 0),
      },
    ];
  });
}

/** Standings of mains that are run three times, from their first leg on. */
export function multiMains({ event, classes, planned, races }: EventDetail): MultiMainRanking[] {
  const firsts = planned
    .filter(({ main }) => main?.leg === 1)
    .sort(
      (a, b) => classes.indexOf(a.eventClass) - classes.indexOf(b.eventClass) || a.slot - b.slot,
    );
  return firsts.flatMap(({ eventClass, main }, index): MultiMainRanking[] => {
    const letter = main?.letter ?? '';
    const legs = races.filter(
      (race) => race.eventClass === eventClass && race.main?.letter === letter && race.main.leg,
    );
    if (legs.length === 0) return [];
    return [
      {
        kind: 'multi_main',
        id: pageId('multi-main', event.id, index),
        title: `${eventClass.name} Triple ${letter}-Main Results`,
        provisional: legs.length < LEGS,
        eventClass,
        letter,
        completed: legs.length,
        rows: multiMainTable(legs.map(({ runs }) => runs)),
      },
    ];
  });
}

/** The final results; null until the last race. */
export function overallOf(detail: EventDetail): OverallRanking | null {
  const { event, classes, planned, races } = detail;
  if (planned.length === 0 || races.length < planned.length) return null;
  return {
    kind: 'overall',
    id: event.id,
    title: 'Final Results',
    provisional: false,
    classes: classes.map((eventClass) => ({ eventClass, rows: overallRows(races, eventClass) })),
  };
}

/** Every ranking that the event's page links, in its order. */
export function rankingsOf(detail: EventDetail): Ranking[] {
  const [overall, points] = [overallOf(detail), pointsOf(detail)];
  return [
    ...(overall ? [overall] : []),
    ...(points ? [points] : []),
    ...roundRankings(detail),
    ...multiMains(detail),
  ];
}
