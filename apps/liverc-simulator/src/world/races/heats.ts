import { Random } from '../random.js';
import { BIG_EVENT, type EventShape } from './event-shape.js';
import { shuffled, type Entrant, type EventClass } from './race-field.js';
import type { Section } from './race.js';

const MOST_IN_HEAT = 10;

/** The rounds before the mains, in the order in which they are run. */
export function heatSections(shape: EventShape): Section[] {
  const sections: Section[] = [];
  if (shape.firstRound === 'practice') {
    sections.push({ kind: 'practice', title: 'Practice Round 1', round: 1 });
  }
  if (shape.firstRound === 'seeding') {
    sections.push({ kind: 'seeding', title: 'Seeding Round 1', round: 1 });
  }
  const rounds = shape.big ? BIG_EVENT.rounds : shape.qualifyingRounds;
  for (let round = 1; round <= rounds; round++) {
    sections.push({ kind: 'qualifying', title: `Qualifier Round ${round}`, round });
  }
  return sections;
}

/** The heats of a class, the same in all rounds; the order is that of the grid. */
export function drawHeats(seed: number, eventId: number, { name, entrants }: EventClass) {
  const order = shuffled(new Random(seed, 'heats', eventId, name), entrants);
  const count = Math.max(1, Math.ceil(order.length / MOST_IN_HEAT));
  return Array.from({ length: count }, (_, heat): Entrant[] =>
    order.slice(
      Math.round((heat * order.length) / count),
      Math.round(((heat + 1) * order.length) / count),
    ),
  );
}

/** Which classes run each main three times, and which reach their A main by semi-finals. */
export function isTriple(shape: EventShape, { nitro }: EventClass): boolean {
  return shape.tripleMains && !nitro && !shape.big;
}

export function hasSemis(shape: EventShape, { nitro, entrants }: EventClass): boolean {
  return shape.semis && nitro && entrants.length >= 12;
}
