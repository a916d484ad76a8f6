import type { Run } from './race-drive.js';
import type { EventClass } from './race-field.js';

export type SectionKind = 'practice' | 'seeding' | 'qualifying' | 'semi' | 'main';

/** A part of an event: a round, or all main events. */
export interface Section {
  kind: SectionKind;
  /** As the event's page heads it: `Qualifier Round 2`. */
  title: string;
  /** Null where the part is no round. */
  round: number | null;
}

/** Which main of a class a race is. */
export interface Main {
  /** `A` is the best. */
  letter: string;
  /** 1 to 3 of a main that is run three times, else null. */
  leg: number | null;
}

/** A race before it is driven. */
export interface PlannedRace {
  section: Section;
  eventClass: EventClass;
  /** What its own page calls it; some event pages do not print it. */
  label: string;
  lengthSeconds: number;
  /** Part of its number: ids follow classes, not the programme. */
  slot: number;
  main?: Main;
}

export interface Race extends PlannedRace {
  id: number;
  /** Within its section, in the order of the programme. */
  number: number;
  /** Completion, to the minute, track-local. */
  date: string;
  minute: number;
  /** In the order of the result. */
  runs: Run[];
  /** Position at each lap of each run, in the order of `runs`. */
  positions: number[][];
  /** Whether its page has the laps behind the figures. */
  lapsPrinted: boolean;
  /** Whether its page prints a figure of the winner wrong. */
  misprinted: boolean;
}
