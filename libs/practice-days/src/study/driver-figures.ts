import type {
  DriverClassAtTrack,
  DriverClassFigures,
  DriverDay,
  OwnFigures,
} from '@trackside/contracts';
import type {
  DrivenTimes,
  SummedClassAtTrack,
  SummedClassOfDay,
  SummedDay,
} from './driver-store.js';
import { figuresOfTimes } from './studied-laps.js';

/** Where classes or people are taken together, there is no figure of ours. */
const NONE: OwnFigures = { median_lap_seconds: null, pace_consistency_percent: null };

/** What the store summed up of a driver, and the laps. */
export interface SummedDriver {
  days: SummedDay[];
  /** Every class. */
  classes: SummedClassAtTrack[];
  /** Of each day the classes that are asked for. */
  classesOfDays: SummedClassOfDay[];
  times: DrivenTimes[];
}

/** A driver's days and classes with our figures, and those of all that is asked for. */
export interface ReckonedDriver {
  figures: OwnFigures;
  days: DriverDay[];
  classes: DriverClassAtTrack[];
}

/** Adds our figures class by class; where several are taken together they are null. */
export function reckonDriver(driver: SummedDriver): ReckonedDriver {
  const { days, classes, classesOfDays, times } = driver;
  const byClass = Map.groupBy(times, ({ class_key }) => class_key);
  const byDay = Map.groupBy(times, ({ date }) => date);
  const ofDays = Map.groupBy(classesOfDays, ({ date }) => date);
  const [asked, ...others] = new Set(classesOfDays.map(({ class_key }) => class_key));
  const isOne = asked !== undefined && others.length === 0;
  return {
    figures: isOne ? figuresOf(byClass.get(asked)) : NONE,
    days: days.map((day) => {
      const ofDay = byDay.get(day.date) ?? [];
      return withClasses(
        day,
        (ofDays.get(day.date) ?? []).map((summed) => reckon(summed, ofDay)),
      );
    }),
    classes: classes.map(({ class_key, ...summed }) => ({
      ...summed,
      ...figuresOf(byClass.get(class_key)),
    })),
  };
}

function withClasses(day: SummedDay, classes: DriverClassFigures[]): DriverDay {
  const [only, ...others] = classes;
  const { median_lap_seconds, pace_consistency_percent } = others.length > 0 || !only ? NONE : only;
  return { ...day, median_lap_seconds, pace_consistency_percent, classes };
}

function reckon(
  { class_key, date: _, ...summed }: SummedClassOfDay,
  ofDay: DrivenTimes[],
): DriverClassFigures {
  return { ...summed, ...figuresOf(ofDay.filter((driven) => driven.class_key === class_key)) };
}

function figuresOf(driven: DrivenTimes[] = []): OwnFigures {
  return figuresOfTimes(driven.map(({ times }) => times));
}
