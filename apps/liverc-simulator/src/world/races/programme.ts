import type { RaceEvent } from '../events.js';
import { Random } from '../random.js';
import { BIG_EVENT, type EventChanges, type EventShape } from './event-shape.js';
import { drawHeats, hasSemis, heatSections, isTriple } from './heats.js';
import { gridsAfterSemis, mainGrids, mainLetter, semiGrids } from './mains.js';
import { pointsTable } from './qualifying.js';
import { compareRuns, driveRace, positionsByLap, type Run } from './race-drive.js';
import type { Entrant, EventClass } from './race-field.js';
import type { PlannedRace, Race, Section } from './race.js';
import { pageId } from './race-ids.js';
import { schedule, type Moment } from './schedule.js';

const SEMIS: Section = { kind: 'semi', title: 'Semi Finals', round: null };
const MAINS: Section = { kind: 'main', title: 'Main Events', round: null };
const HEAT_SECONDS = 300;
/** Chance that an entrant never comes. */
const NO_SHOW = 0.03;
const SEMI_SECONDS = 900;
const ELECTRIC_MAIN_SECONDS = 600;
const LOWER_NITRO_MAIN_SECONDS = 900;

/** A race that was driven and waits for its place in the programme. */
type DrivenRace = PlannedRace & { runs: Run[] };

/** Drives an event from its first round to its last main. */
class Programme {
  private readonly driven: DrivenRace[] = [];
  private noShows: ReadonlySet<number> = new Set();

  constructor(
    private readonly seed: number,
    private readonly event: RaceEvent,
    private readonly shape: EventShape,
    private readonly protested: ReadonlySet<number>,
  ) {}

  /** In the order in which races are run, not yet numbered. */
  run(classes: readonly EventClass[]): DrivenRace[] {
    this.noShows = this.drawNoShows(classes);
    const heats = new Map(
      classes.map((one) => [one, drawHeats(this.seed, this.event.id, one)] as const),
    );
    for (const section of heatSections(this.shape)) {
      for (const [eventClass, grids] of heats) this.runHeats(section, eventClass, grids);
    }
    for (const one of classes) if (hasSemis(this.shape, one)) this.runSemis(one);
    const before = this.driven.length;
    for (const one of classes) this.runMains(one);
    const mains = this.driven.splice(before).sort(compareMains(classes));
    return [...this.driven, ...mains];
  }

  private drawNoShows(classes: readonly EventClass[]): Set<number> {
    const ids = classes.flatMap(({ entrants }) => entrants.map(({ racer }) => racer.id));
    const { seed, event } = this;
    return new Set(ids.filter((id) => new Random(seed, 'no-show', event.id, id).chance(NO_SHOW)));
  }

  private runHeats(section: Section, eventClass: EventClass, grids: readonly Entrant[][]): void {
    grids.forEach((grid, index) => {
      const label = `${eventClass.name} (Heat ${index + 1}/${grids.length})`;
      this.drive({ section, eventClass, label, lengthSeconds: HEAT_SECONDS }, grid);
    });
  }

  private runSemis(eventClass: EventClass): void {
    semiGrids(this.qualifyingOrder(eventClass)).forEach((grid, index) => {
      const label = `${eventClass.name} Semi ${mainLetter(index)}`;
      const race = { section: SEMIS, eventClass, label, lengthSeconds: SEMI_SECONDS };
      this.drive({ ...race, main: { letter: mainLetter(index), leg: null } }, grid);
    });
  }

  private runMains(eventClass: EventClass): void {
    const order = this.qualifyingOrder(eventClass);
    const semis = this.runsOf(SEMIS, eventClass);
    const grids = semis.length > 0 ? gridsAfterSemis(order, semis) : mainGrids(order);
    grids.forEach((grid, index) => {
      const letter = mainLetter(index);
      if (isTriple(this.shape, eventClass)) this.runThreeTimes(eventClass, letter, grid);
      else this.runMain(eventClass, letter, null, grid);
    });
  }

  private runThreeTimes(eventClass: EventClass, letter: string, grid: Entrant[]): void {
    const first = this.runMain(eventClass, letter, 1, grid);
    const second = this.runMain(eventClass, letter, 2, grid);
    // Who has won twice can't be beaten any more, and stays away.
    const [winner, again] = [first[0]?.entrant.racer, second[0]?.entrant.racer];
    const absent = winner && winner === again ? new Set([winner.id]) : undefined;
    this.runMain(eventClass, letter, 3, grid, absent);
  }

  private runMain(
    eventClass: EventClass,
    letter: string,
    leg: number | null,
    grid: Entrant[],
    absent?: ReadonlySet<number>,
  ): Run[] {
    const nitroSeconds = letter === 'A' ? this.shape.nitroSeconds : LOWER_NITRO_MAIN_SECONDS;
    const lengthSeconds = eventClass.nitro ? nitroSeconds : ELECTRIC_MAIN_SECONDS;
    const label = `${eventClass.name} ${letter}${leg ?? ''}-Main`;
    const race = { section: MAINS, eventClass, label, lengthSeconds, main: { letter, leg } };
    return this.drive(race, grid, absent);
  }

  private drive(
    race: Omit<PlannedRace, 'slot'>,
    grid: readonly Entrant[],
    absent?: ReadonlySet<number>,
  ): Run[] {
    const slot = this.driven.length;
    const random = new Random(this.seed, 'race', this.event.id, slot);
    const runs = driveRace(random, grid, {
      lengthMs: race.lengthSeconds * 1000,
      nitro: race.eventClass.nitro,
      noShows: this.noShows,
      ...(this.shape.big ? { lapCount: BIG_EVENT.laps } : {}),
      ...(absent ? { absent } : {}),
    });
    if (this.shape.equalPositions && slot === 0) levelTwo(runs);
    if (this.shape.statusWords) putWords(random, runs, race.section);
    if (this.protested.has(pageId('race', this.event.id, slot))) takeLap(runs);
    this.driven.push({ ...race, slot, runs });
    return runs;
  }

  private qualifyingOrder(eventClass: EventClass): Entrant[] {
    const rounds = heatSections(this.shape)
      .filter(({ kind }) => kind === 'qualifying')
      .map(({ title }) =>
        this.driven
          .filter((race) => race.section.title === title && race.eventClass === eventClass)
          .flatMap(({ runs }) => runs),
      );
    const { countedRounds, resultsQualify } = this.shape;
    const counted = resultsQualify ? 1 : countedRounds;
    const rows = pointsTable(eventClass.entrants, rounds, counted, resultsQualify);
    return rows.map(({ entrant }) => entrant);
  }

  private runsOf(section: Section, eventClass: EventClass): Run[][] {
    return this.driven
      .filter((race) => race.section === section && race.eventClass === eventClass)
      .map(({ runs }) => runs);
  }
}

/** Non-starters and who stopped lose their positions, and in some mains the second one too. */
function putWords(random: Random, runs: Run[], section: Section): void {
  runs.slice(1).forEach((run) => {
    if (run.retired) run.word = run.present ? 'DNF' : 'DNS';
  });
  const second = runs[1];
  if (section === MAINS && second && second.word === null && random.chance(0.5)) second.word = 'DQ';
  runs.sort(compareRuns);
}

/** Gives the closest two of a result the same time, if they have the same number of laps. */
function levelTwo(runs: Run[]): void {
  const pairs = runs
    .slice(1)
    .map((behind, index): [Run, Run] => [runs[index] as Run, behind])
    .filter(([ahead, behind]) => behind.laps.length > 0 && behind.laps.length === ahead.laps.length)
    .sort(([a, b], [c, d]) => b.totalMs - a.totalMs - (d.totalMs - c.totalMs));
  const [ahead, behind] = pairs[0] ?? [];
  if (!ahead || !behind) return;
  const longest = Math.max(...behind.laps);
  const gap = behind.totalMs - ahead.totalMs;
  if (gap >= longest / 2) return;
  behind.laps[behind.laps.indexOf(longest)] = longest - gap;
  behind.totalMs = ahead.totalMs;
  runs.sort(compareRuns);
}

/** The winner's last lap is not counted, and the result is made anew. */
function takeLap(runs: Run[]): void {
  const winner = runs[0];
  const lap = winner?.laps.pop();
  if (!winner || lap === undefined) return;
  winner.totalMs -= lap;
  runs.sort(compareRuns);
}

/** Mains of the same worth follow one another: the lowest first, each class in turn. */
function compareMains(classes: readonly EventClass[]) {
  const wave = ({ main }: DrivenRace) =>
    main?.leg ?? Math.max(1, 68 - (main?.letter ?? 'A').charCodeAt(0));
  const letter = ({ main }: DrivenRace) => (main?.letter ?? 'A').charCodeAt(0);
  const place = ({ eventClass }: DrivenRace) => classes.indexOf(eventClass);
  return (a: DrivenRace, b: DrivenRace) =>
    wave(a) - wave(b) || place(a) - place(b) || letter(b) - letter(a);
}

/** All races of an event in the order of its programme, those of the days to come too. */
export function driveEvent(
  seed: number,
  event: RaceEvent,
  shape: EventShape,
  changes: EventChanges,
  classes: readonly EventClass[],
): Race[] {
  const protested = new Set(changes.protested);
  const driven = new Programme(seed, event, shape, protested).run(classes);
  const times = schedule(seed, event, shape, driven);
  const numbers = new Map<Section, number>();
  const random = new Random(seed, 'printed', event.id);
  const withoutLaps = shape.withoutLaps ? random.int(0, driven.length - 1) : -1;
  const misprinted = shape.misprint ? random.int(0, driven.length - 1) : -1;
  return driven.map((race, index) => {
    const number = (numbers.get(race.section) ?? 0) + 1;
    numbers.set(race.section, number);
    const { date, minute } = times[index] as Moment;
    const positions = positionsByLap(race.runs);
    const printed = { lapsPrinted: index !== withoutLaps, misprinted: index === misprinted };
    const id = pageId('race', event.id, race.slot);
    return { ...race, id, number, date, minute, positions, ...printed };
  });
}
