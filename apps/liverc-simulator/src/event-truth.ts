import { rankingTruths, type RankingTruth } from './ranking-truth.js';
import { pad2 } from './world/dates.js';
import { lapsIn, listedLabel, type EventDetail } from './world/races/event-detail.js';
import type { EventShape } from './world/races/event-shape.js';
import {
  firstLapCounts,
  resultRows,
  type Gap,
  type ResultRow,
} from './world/races/race-results.js';
import type { Race, SectionKind } from './world/races/race.js';

export interface RaceLapTruth {
  lap_number: number;
  lap_time_seconds: number;
  /** From the start to the end of the lap. */
  elapsed_seconds: number;
  position: number;
}

/** A driver's row on a race's page, as printed; null where it prints nothing. */
export interface RaceResultTruth {
  position: number | null;
  /** What stands in place of a position. */
  status: 'DNS' | 'DNF' | 'DQ' | null;
  driver_name: string;
  source_driver_id: string;
  car_number: number;
  qualified_position: number;
  started: boolean;
  lap_count: number;
  total_seconds: number | null;
  gap_ahead_seconds: number | null;
  gap_ahead_laps: number | null;
  gap_winner_seconds: number | null;
  gap_winner_laps: number | null;
  fastest_lap_seconds: number | null;
  fastest_lap_number: number | null;
  average_lap_seconds: number | null;
  average_top_5_seconds: number | null;
  average_top_10_seconds: number | null;
  average_top_15_seconds: number | null;
  top_2_consecutive_seconds: number | null;
  top_3_consecutive_seconds: number | null;
  standard_deviation_seconds: number | null;
  consistency_percent: number | null;
  /** None where the race's page lacks them. */
  laps: RaceLapTruth[];
}

/** A figure that a race's page prints wrong. */
export interface MisprintTruth {
  driver_name: string;
  figure: 'average_lap_seconds';
  printed: number;
  computed: number;
}

export interface RaceTruth {
  source_race_id: string;
  section: SectionKind;
  /** As the event's page heads it. */
  section_title: string;
  round: number | null;
  race_number: number;
  /** As the race's own page is headed. */
  label: string;
  /** What the event's page prints in brackets after the class; null where it prints none. */
  listed_label: string | null;
  class_name: string;
  length_seconds: number;
  /** `YYYY-MM-DDTHH:MM`, track-local. */
  completed_at: string;
  driver_count: number;
  /** Laps of all drivers. */
  lap_count: number;
  /** Of the first row; null when it has a word in place of a position. */
  winner_name: string | null;
  /** By the class; a race may have too few laps to tell. */
  first_lap_counts: boolean;
  /** Whether the race's page has its laps. */
  laps_printed: boolean;
  /** Whether the event's page lists it now. */
  listed: boolean;
  misprints: MisprintTruth[];
  /** In the order of the page. */
  results: RaceResultTruth[];
}

export interface EntryTruth {
  class_name: string;
  car_number: number;
  driver_name: string;
  transponder: string | null;
}

export interface EventClassTruth {
  class_name: string;
  entry_count: number;
  /** Different drivers in its races. */
  driver_count: number;
  race_count: number;
  /** First of the overall ranking; null as long as there is none. */
  winner_name: string | null;
  /** First of the points standing, which may be provisional; null as long as there is none. */
  top_qualifier_name: string | null;
}

export interface EventDetailTruth {
  source_event_id: string;
  name: string;
  /** What the event is like, and what is odd about it. */
  shape: EventShape;
  /** As the event's page prints them; races are those that have been run. */
  totals: {
    entry_count: number;
    driver_count: number;
    race_count: number;
    race_lap_count: number;
  };
  /** In the order of the entry list. */
  classes: EventClassTruth[];
  /** In the order of the programme, first run first. */
  races: RaceTruth[];
  /** In the order of the entry list. */
  entries: EntryTruth[];
  /** In the order of the event's page. */
  rankings: RankingTruth[];
}

const inSeconds = (ms: number | null): number | null => (ms === null ? null : ms / 1000);

/** Time and laps of a gap, of which one at least is null. */
function gapFields(gap: Gap | null): [seconds: number | null, laps: number | null] {
  if (gap === null) return [null, null];
  return 'ms' in gap ? [gap.ms / 1000, null] : [null, gap.laps];
}

function raceLaps(race: Race, { run, positions }: ResultRow): RaceLapTruth[] {
  if (!race.lapsPrinted) return [];
  let elapsed = 0;
  return run.laps.map((lap, index) => ({
    lap_number: index + 1,
    lap_time_seconds: lap / 1000,
    elapsed_seconds: (elapsed += lap) / 1000,
    position: positions[index] as number,
  }));
}

function figureFields({ figures }: ResultRow) {
  return {
    fastest_lap_seconds: inSeconds(figures.fastestMs),
    fastest_lap_number: figures.fastestLap,
    average_lap_seconds: inSeconds(figures.averageMs),
    average_top_5_seconds: inSeconds(figures.top5Ms),
    average_top_10_seconds: inSeconds(figures.top10Ms),
    average_top_15_seconds: inSeconds(figures.top15Ms),
    top_2_consecutive_seconds: inSeconds(figures.top2ConsecutiveMs),
    top_3_consecutive_seconds: inSeconds(figures.top3ConsecutiveMs),
    standard_deviation_seconds: inSeconds(figures.deviationMs),
    consistency_percent: inSeconds(figures.consistencyThousandths),
  };
}

function resultTruth(race: Race, row: ResultRow): RaceResultTruth {
  const { run } = row;
  const started = run.laps.length > 0;
  const [aheadSeconds, aheadLaps] = gapFields(row.ahead);
  const [winnerSeconds, winnerLaps] = gapFields(row.winner);
  return {
    position: row.position,
    status: run.word,
    driver_name: run.entrant.racer.name,
    source_driver_id: String(run.entrant.racer.id),
    car_number: run.carNumber,
    qualified_position: run.carNumber,
    started,
    lap_count: run.laps.length,
    total_seconds: started ? run.totalMs / 1000 : null,
    gap_ahead_seconds: aheadSeconds,
    gap_ahead_laps: aheadLaps,
    gap_winner_seconds: winnerSeconds,
    gap_winner_laps: winnerLaps,
    ...figureFields(row),
    laps: raceLaps(race, row),
  };
}

function misprintTruths(rows: readonly ResultRow[]): MisprintTruth[] {
  return rows.flatMap(({ run, figures, trueAverageMs }) => {
    if (trueAverageMs === null || trueAverageMs === figures.averageMs) return [];
    return {
      driver_name: run.entrant.racer.name,
      figure: 'average_lap_seconds' as const,
      printed: (figures.averageMs as number) / 1000,
      computed: trueAverageMs / 1000,
    };
  });
}

function raceTruth(detail: EventDetail, race: Race): RaceTruth {
  const rows = resultRows(race);
  const { section, eventClass } = race;
  const [first] = rows;
  return {
    source_race_id: String(race.id),
    section: section.kind,
    section_title: section.title,
    round: section.round,
    race_number: race.number,
    label: race.label,
    listed_label: listedLabel(detail, race),
    class_name: eventClass.name,
    length_seconds: race.lengthSeconds,
    completed_at: `${race.date}T${pad2(Math.floor(race.minute / 60))}:${pad2(race.minute % 60)}`,
    driver_count: rows.length,
    lap_count: lapsIn([race]),
    winner_name: first?.position === 1 ? first.run.entrant.racer.name : null,
    first_lap_counts: firstLapCounts(race),
    laps_printed: race.lapsPrinted,
    listed: !detail.hidden.has(race.id),
    misprints: misprintTruths(rows),
    results: rows.map((row) => resultTruth(race, row)),
  };
}

function entryTruths({ classes }: EventDetail): EntryTruth[] {
  return classes.flatMap(({ name, entrants }) =>
    entrants.map(({ racer, transponder }, index) => ({
      class_name: name,
      car_number: index + 1,
      driver_name: racer.name,
      transponder,
    })),
  );
}

function firstOf(rankings: readonly RankingTruth[], kind: RankingTruth['kind'], name: string) {
  const ranking = rankings.find((one) => one.kind === kind);
  const rows = ranking?.classes.find(({ class_name }) => class_name === name)?.rows;
  return rows?.[0]?.driver_name ?? null;
}

function classTruths(
  { classes, races }: EventDetail,
  rankings: readonly RankingTruth[],
): EventClassTruth[] {
  return classes.map((eventClass) => {
    const own = races.filter((race) => race.eventClass === eventClass);
    const drivers = own.flatMap(({ runs }) => runs.map(({ entrant }) => entrant.racer.id));
    return {
      class_name: eventClass.name,
      entry_count: eventClass.entrants.length,
      driver_count: new Set(drivers).size,
      race_count: own.length,
      winner_name: firstOf(rankings, 'overall', eventClass.name),
      top_qualifier_name: firstOf(rankings, 'qualifying_points', eventClass.name),
    };
  });
}

/** Everything that the pages of an event tell. */
export function eventDetailTruth(detail: EventDetail): EventDetailTruth {
  const { event, races } = detail;
  const rankings = rankingTruths(detail);
  return {
    source_event_id: String(event.id),
    name: event.name,
    shape: detail.shape,
    totals: {
      entry_count: event.entries,
      driver_count: event.drivers,
      race_count: races.length,
      race_lap_count: lapsIn(races),
    },
    classes: classTruths(detail, rankings),
    races: races.map((race) => raceTruth(detail, race)),
    entries: entryTruths(detail),
    rankings,
  };
}
