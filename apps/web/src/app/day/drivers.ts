import type { ImportedPracticeSession } from '@trackside/contracts';
import { driverKey, driverLabel } from '../me/driver-names';

/** A driver of a day. */
export interface DayDriver {
  readonly key: string;
  /** As it is written most often. */
  readonly label: string;
  readonly sessionCount: number;
  readonly lapCount: number;
  readonly classNames: readonly string[];
  readonly transponders: readonly DayTransponder[];
}

export interface DayTransponder {
  readonly transponder: string;
  /** Other drivers who used it that day; nothing is merged because of it. */
  readonly sharedWith: readonly string[];
}

/** What stands for a session without a class. */
export const NO_CLASS = 'No class';

export function classOf(session: Pick<ImportedPracticeSession, 'class_name'>): string {
  return session.class_name ?? NO_CLASS;
}

/** The drivers of a day by name, unknown ones last. */
export function driversOf(sessions: readonly ImportedPracticeSession[]): DayDriver[] {
  const byDriver = grouped(sessions, driverKey);
  const labels = new Map([...byDriver].map(([key, driven]) => [key, usualLabel(driven)]));
  const users = new Map<string, Set<string>>();
  for (const session of sessions) {
    if (session.transponder !== null) {
      const keys = users.get(session.transponder) ?? new Set();
      users.set(session.transponder, keys.add(driverKey(session)));
    }
  }
  const sharedWith = (transponder: string, key: string): string[] =>
    [...(users.get(transponder) ?? [])]
      .filter((user) => user !== key)
      .map((user) => labels.get(user) ?? user);
  const drivers = [...byDriver].map(([key, driven]): DayDriver => {
    const used = distinct(driven.flatMap(({ transponder }) => transponder ?? []));
    return {
      key,
      label: labels.get(key) ?? key,
      sessionCount: driven.length,
      lapCount: driven.reduce((sum, { lap_count }) => sum + (lap_count ?? 0), 0),
      classNames: distinct(driven.map(classOf)),
      transponders: used.map((transponder) => ({
        transponder,
        sharedWith: sharedWith(transponder, key),
      })),
    };
  });
  return drivers.sort(namedFirst);
}

/** The classes of sessions, those with most sessions first. */
export function classesOf(sessions: readonly ImportedPracticeSession[]): string[] {
  const byClass = [...grouped(sessions, classOf)];
  return byClass.sort(([, a], [, b]) => b.length - a.length).map(([name]) => name);
}

/** Values by the key of each, keys and values in their order. */
export function grouped<T>(values: readonly T[], keyOf: (value: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const value of values) {
    const key = keyOf(value);
    const group = groups.get(key);
    if (group) {
      group.push(value);
    } else {
      groups.set(key, [value]);
    }
  }
  return groups;
}

function usualLabel(sessions: readonly ImportedPracticeSession[]): string {
  const spellings = [...grouped(sessions.map(driverLabel), (label) => label)];
  return spellings.sort(([, a], [, b]) => b.length - a.length)[0]?.[0] ?? '';
}

function distinct(values: readonly string[]): string[] {
  return [...new Set(values)];
}

/** Whether a driver's key is that of one without a name. */
export function isUnknownKey(key: string): boolean {
  return key === 'unknown driver' || key.startsWith('unknown driver (');
}

function namedFirst(a: DayDriver, b: DayDriver): number {
  const unknown = ({ key }: DayDriver): number => (isUnknownKey(key) ? 1 : 0);
  return unknown(a) - unknown(b) || a.label.localeCompare(b.label);
}
