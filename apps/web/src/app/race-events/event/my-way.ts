import type { RaceSection } from '@trackside/contracts';
import { countWords, ordinal } from '../../laps/count';
import { NOTHING, formatLapTime, formatPercent } from '../../laps/lap-time';
import { partTitle, raceTitle } from '../event-words';
import type { ClassStandings, MyClass, MyRace, Standing } from './my-races';

/** A step on the way from qualifying to the final. */
export interface WayStep {
  readonly name: string;
  /** `2nd of 12`. */
  readonly place: string;
  /** What belongs to it, empty for nothing: `started 5th, 3 places gained`. */
  readonly note: string;
  readonly raceId: string | null;
}

const ON_THE_WAY: Record<RaceSection, boolean> = {
  practice: false,
  seeding: false,
  qualifying: true,
  other: true,
  main: true,
};

/** The way through a class: each round of qualifying, what it came to, each main, and the result. */
export function wayOf({ races, qualifying, mains, final }: MyClass): WayStep[] {
  const steps = races.filter(({ race }) => ON_THE_WAY[race.section]);
  const rounds = steps.filter(({ race }) => race.section === 'qualifying');
  const rest = steps.filter(({ race }) => race.section !== 'qualifying');
  return [
    ...rounds.map((mine) => raceStep(mine, qualifying)),
    ...standingStep('Qualifying order', qualifying, qualifying ? countedWords(qualifying) : ''),
    ...rest.map((mine) => raceStep(mine, null)),
    ...standingStep('Mains together', mains, mains?.row.result ?? ''),
    ...standingStep('Final result', final, ''),
  ];
}

function raceStep(mine: MyRace, qualifying: Standing | null): WayStep {
  const { race, result, of } = mine;
  const isRound = race.section === 'qualifying';
  return {
    name: isRound && race.round !== null ? `Round ${race.round}` : shortLabel(mine),
    place: result.position === null ? (result.status ?? NOTHING) : placeWords(result.position, of),
    note: isRound ? pointsWords(race.round, qualifying) : gainWords(mine),
    raceId: race.id,
  };
}

function standingStep(name: string, standing: Standing | null, note: string): WayStep[] {
  if (standing === null) return [];
  const { row, of, provisional } = standing;
  const place = row.position === null ? NOTHING : placeWords(row.position, of);
  const notes = [provisional ? 'provisional' : '', note].filter((part) => part !== '');
  return [{ name, place, note: notes.join(', '), raceId: null }];
}

/** `1/8 Buggy A-Main` in the class `1/8 Buggy` is its `A-Main`, `1/8 Buggy (Heat 1/3)` its `Heat 1/3`. */
function shortLabel({ race }: MyRace): string {
  const { label, class_name } = race;
  const isOfClass = class_name !== null && label.startsWith(`${class_name} `);
  return isOfClass ? label.slice(class_name.length + 1).replace(/^\((.*)\)$/, '$1') : label;
}

/** `Race 2: Heat 1/3`, where the class is said above. */
export function titleInClass(mine: MyRace): string {
  return raceTitle({ race_number: mine.race.race_number, label: shortLabel(mine) });
}

export function placeWords(position: number, of: number): string {
  return `${ordinal(position)} of ${of}`;
}

/** What a round gave in the qualifying order: `2 points, counted`; empty where nobody says. */
function pointsWords(round: number | null, qualifying: Standing | null): string {
  const its = qualifying?.row.rounds.find((told) => told.round === round);
  if (!its || its.points === null) return '';
  const points = countWords(its.points, 'point');
  return its.counts === null ? points : `${points}, ${its.counts ? 'counted' : 'dropped'}`;
}

/** `counted: rounds 1 and 3`. */
function countedWords({ row }: Standing): string {
  const counted = row.rounds.filter(({ counts }) => counts).map(({ round }) => String(round));
  if (counted.length === 0) return '';
  const [last, others] = [counted.at(-1), counted.slice(0, -1)];
  const names = others.length === 0 ? last : `${others.join(', ')} and ${last}`;
  return `counted: round${counted.length === 1 ? '' : 's'} ${names}`;
}

/** `started 5th, 3 places gained`. */
function gainWords({ result }: MyRace): string {
  const { qualified_position: from, position: to } = result;
  if (!result.started) return 'did not start';
  if (from === null) return '';
  const started = `started ${ordinal(from)}`;
  if (to === null || to === from) return started;
  const verb = to < from ? 'gained' : 'lost';
  return `${started}, ${countWords(Math.abs(from - to), 'place')} ${verb}`;
}

/** The quickest and the steadiest race, in a sentence; null where there are no two to compare. */
export function bestWords({ races }: MyClass): string | null {
  const quickest = leastBy(races, ({ result }) => result.fastest_lap_seconds);
  const steadiest = leastBy(races, ({ result }) =>
    result.consistency_percent === null ? null : -result.consistency_percent,
  );
  if (races.length < 2 || quickest === null) return null;
  const best = formatLapTime(quickest.result.fastest_lap_seconds);
  const quick = `Quickest lap ${best} in ${whereWords(quickest)}`;
  if (steadiest === null) return `${quick}.`;
  const even = formatPercent(steadiest.result.consistency_percent);
  return `${quick}; most consistent in ${whereWords(steadiest)}: ${even}.`;
}

/** `round 2 of qualifying`, `the A-Main`. */
function whereWords(mine: MyRace): string {
  const { section, round } = mine.race;
  if (section === 'qualifying' && round !== null) return `round ${round} of qualifying`;
  return section === 'main' || section === 'other'
    ? shortLabel(mine)
    : partTitle(mine.race).toLowerCase();
}

function leastBy(
  races: readonly MyRace[],
  valueOf: (mine: MyRace) => number | null,
): MyRace | null {
  const rated = races.flatMap((mine) => {
    const value = valueOf(mine);
    return value === null ? [] : [{ mine, value }];
  });
  return rated.sort((a, b) => a.value - b.value)[0]?.mine ?? null;
}

/**
 * A race as a line: what changed since the race before that has such a figure and counts lap 1 alike;
 * figures with and without it don't compare.
 */
export interface RaceLine {
  readonly mine: MyRace;
  readonly bestChange: number | null;
  readonly averageChange: number | null;
  /** In points of a percent; more is steadier. */
  readonly consistencyChange: number | null;
}

export function raceLines(races: readonly MyRace[]): RaceLine[] {
  return races.map((mine, place) => {
    const counts = mine.race.first_lap_counts;
    const before = races.slice(0, place).filter(({ race }) => race.first_lap_counts === counts);
    const change = (of: (mine: MyRace) => number | null): number | null => {
      const now = of(mine);
      const then = before.map(of).findLast((value) => value !== null);
      return now === null || then === undefined || then === null ? null : now - then;
    };
    return {
      mine,
      bestChange: change(({ result }) => result.fastest_lap_seconds),
      averageChange: change(({ result }) => result.average_lap_seconds),
      consistencyChange: change(({ result }) => result.consistency_percent),
    };
  });
}

/** `final 2nd of 12, qualified 4th of 12`, what is not final said so. */
export function standingWords({ qualifying, mains, final }: ClassStandings): string {
  const told: [string, Standing | null][] = [
    ['final', final],
    ['mains together', mains],
    ['qualified', qualifying],
  ];
  return told
    .flatMap(([name, standing]) => {
      const position = standing?.row.position ?? null;
      if (standing === null || position === null) return [];
      const words = `${name} ${placeWords(position, standing.of)}`;
      return [standing.provisional ? `${words} (provisional)` : words];
    })
    .join(', ');
}
