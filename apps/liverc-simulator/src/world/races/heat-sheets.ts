import { sectionsOf, type EventDetail } from './event-detail.js';
import { pointsOf } from './rankings.js';
import type { Run } from './race-drive.js';
import { pageId } from './race-ids.js';
import type { Race } from './race.js';

/** A driver's place on the grid of a race. */
export interface GridRow {
  run: Run;
  /** Place in the qualifying; null in the rounds that come before it is known. */
  seed: number | null;
  /** The result that the seed rests on, or `Bump-Up` from a semi-final. */
  seedRun: Run | 'Bump-Up' | null;
}

export interface HeatSheet {
  id: number;
  title: string;
  /** In the order of the programme; grids by car number. */
  races: { race: Race; complete: boolean; grid: GridRow[] }[];
}

type Seeds = Map<string, { seed: number; run: Run }>;

const keyOf = ({ entrant }: Run): string => `${entrant.className}/${entrant.racer.id}`;

function seedsOf(detail: EventDetail): Seeds {
  const seeds: Seeds = new Map();
  for (const { rows } of pointsOf(detail)?.classes ?? []) {
    rows.forEach((row, index) => {
      const run = row.scores[row.bestRound]?.run;
      if (run) seeds.set(keyOf(run), { seed: index + 1, run });
    });
  }
  return seeds;
}

function gridOf(race: Race, seeds: Seeds, bumped: ReadonlySet<string>): GridRow[] {
  const seeded = race.section.round === null;
  return [...race.runs]
    .sort((a, b) => a.carNumber - b.carNumber)
    .map((run): GridRow => {
      const seed = seeded ? seeds.get(keyOf(run)) : undefined;
      const bump = race.section.kind === 'main' && bumped.has(keyOf(run));
      return { run, seed: seed?.seed ?? null, seedRun: bump ? 'Bump-Up' : (seed?.run ?? null) };
    });
}

/** Line-ups of every part whose grids are known by now; none of an event that has not begun. */
export function heatSheets(detail: EventDetail, today: string): HeatSheet[] {
  const { event, planned, races } = detail;
  if (event.startDate > today) return [];
  const run = new Set(races.map(({ id }) => id));
  const sections = sectionsOf(planned);
  const isOver = (title: string) =>
    planned.every((race) => race.section.title !== title || run.has(race.id));
  const known = sections.filter(({ round }, index) => {
    return round !== null || sections.slice(0, index).every(({ title }) => isOver(title));
  });
  const seeds = seedsOf(detail);
  const semis = planned.filter(({ section }) => section.kind === 'semi');
  const bumped = new Set(semis.flatMap(({ runs }) => runs.map(keyOf)));
  return known.map((section) => ({
    id: pageId('heat-sheet', event.id, sections.indexOf(section)),
    title: section.title,
    races: planned
      .filter((race) => race.section.title === section.title)
      .map((race) => ({ race, complete: run.has(race.id), grid: gridOf(race, seeds, bumped) })),
  }));
}
