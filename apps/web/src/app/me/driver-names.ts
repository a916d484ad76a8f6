import { collapseWhiteSpace, type PracticeSession } from '@trackside/contracts';

/** What tells whose a session is. */
export type Driven = Pick<PracticeSession, 'driver_name' | 'transponder'>;

const UNKNOWN = 'unknown driver';

/** The form in which two spellings of one name are equal. */
export function normalisedName(name: string): string {
  return tidied(name).toLowerCase();
}

/** A driver's name; unknown drivers are told apart by transponder: `Unknown Driver (3071066)`. */
export function driverLabel({ driver_name, transponder }: Driven): string {
  const name = tidied(driver_name);
  const unknown = name === '' || name.toLowerCase() === UNKNOWN;
  if (!unknown) {
    return name;
  }
  return transponder === null ? 'Unknown Driver' : `Unknown Driver (${transponder})`;
}

/** Whom a label of `driverLabel` names: an unknown driver by transponder, all others by name. */
export function drivenBy(label: string): Driven {
  const [, name, transponder] = /^(unknown driver) \(([^()]+)\)$/i.exec(label) ?? [];
  return { driver_name: name ?? label, transponder: transponder ?? null };
}

/** Whether a label of `driverLabel` names one person: not all unknown drivers without transponder. */
export function isSomebody(label: string): boolean {
  return normalisedName(label) !== UNKNOWN;
}

/** Whether a label stands in place of a hidden name: somebody on this day, nobody on another. */
export function isHidden(label: string): boolean {
  return /^hidden driver \d+$/.test(normalisedName(label));
}

/** Equal for sessions of the same driver. */
export function driverKey(session: Driven): string {
  return normalisedName(driverLabel(session));
}

/**
 * Whether a session is one of a person's, who is given by names (as `driverLabel` writes them) and
 * transponders.
 */
export function belongsTo(person: readonly string[]): (session: Driven) => boolean {
  const names = new Set(person.map(normalisedName));
  return (session) =>
    names.has(driverKey(session)) ||
    (session.transponder !== null && names.has(normalisedName(session.transponder)));
}

/** Names and transponders without blanks and repetitions, in their order. */
export function tidyPerson(person: readonly string[]): string[] {
  const seen = new Map<string, string>();
  for (const entry of person.map(tidied)) {
    const key = normalisedName(entry);
    if (key !== '' && !seen.has(key)) {
      seen.set(key, entry);
    }
  }
  return [...seen.values()];
}

/** True when both name the same drivers, in whatever order and spelling. */
export function samePerson(a: readonly string[], b: readonly string[]): boolean {
  const [one, other] = [a, b].map((person) => new Set(person.map(normalisedName)));
  return one?.size === other?.size && [...(one ?? [])].every((key) => other?.has(key));
}

function tidied(name: string): string {
  return collapseWhiteSpace(name.normalize('NFC'));
}
