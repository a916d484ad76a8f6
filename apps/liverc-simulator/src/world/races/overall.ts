import { bestLeg, multiMainTable } from './mains.js';
import type { Run } from './race-drive.js';
import type { Entrant, EventClass } from './race-field.js';
import type { Race } from './race.js';

export interface OverallRow {
  position: number;
  entrant: Entrant;
  /** `A Main`, `Semi B` */
  race: string;
  /** Sum of points over three legs; null of a single main. */
  points: number | null;
  /** Place in the main, or the best one of three. */
  place: number;
  /** The run of that place. */
  run: Run;
}

type Unplaced = Omit<OverallRow, 'position'>;

function rowsOfMain(races: readonly Race[], letter: string): Unplaced[] {
  const legs = races.filter(({ main }) => main?.letter === letter);
  const race = `${letter} Main`;
  if (legs.length > 1) {
    return multiMainTable(legs.map(({ runs }) => runs)).map((row) => {
      const { place, run } = bestLeg(row);
      return { entrant: row.entrant, race, points: row.points, place, run };
    });
  }
  const runs = legs[0]?.runs ?? [];
  return runs.map((run, index) => {
    return { entrant: run.entrant, race, points: null, place: index + 1, run };
  });
}

/** Who ended in a semi-final: the better places first, of either one. */
function rowsOfSemis(semis: readonly Race[]): Unplaced[] {
  const rows = semis.flatMap(({ main, runs }) =>
    runs.map((run, index): Unplaced => {
      const race = `Semi ${main?.letter ?? ''}`;
      return { entrant: run.entrant, race, points: null, place: index + 1, run };
    }),
  );
  return rows.sort((a, b) => a.place - b.place);
}

/** The final order of a class: the A main, the semi-finals, the B main and so on. */
export function overallRows(races: readonly Race[], eventClass: EventClass): OverallRow[] {
  const own = races.filter((race) => race.eventClass === eventClass);
  const mains = own.filter(({ section }) => section.kind === 'main');
  const letters = [...new Set(mains.map(({ main }) => main?.letter ?? ''))].sort();
  const [first = '', ...others] = letters;
  const all = [
    ...rowsOfMain(mains, first),
    ...rowsOfSemis(own.filter(({ section }) => section.kind === 'semi')),
    ...others.flatMap((letter) => rowsOfMain(mains, letter)),
  ];
  const placed = new Set<number>();
  const rows = all.filter(({ entrant }) => {
    const isNew = !placed.has(entrant.racer.id);
    placed.add(entrant.racer.id);
    return isNew;
  });
  return rows.map((row, index) => ({ position: index + 1, ...row }));
}
