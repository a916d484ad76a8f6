import { inSpan } from '@trackside/tracing';
import type { DataSource, EntityManager } from 'typeorm';

/** The database, or one transaction of it. */
export type Through = Pick<DataSource, 'driver' | 'query'> | EntityManager;

/** Values by the names that a statement gives them; an array is one value, as for `= ANY (:ids)`. */
export type SqlParameters = Readonly<Record<string, unknown>>;

/** A parameter that a statement bears and nobody gave, or the other way round: a slip of ours. */
export class SqlParameterError extends Error {
  override readonly name = 'SqlParameterError';
}

interface Translation {
  /** With `$1`, `$2` … in place of the names. */
  text: string;
  /** In the order of these places. */
  names: string[];
}

/** A literal, a quoted identifier, a cast, or a parameter, whose name is the group. */
const PLACES = /'(?:[^']|'')*'|"[^"]*"|::\s*\w+|:([A-Za-z_]\w*)/g;

/** By statement: of these there are as many as the program bears, none of which a caller can add. */
const translations = new Map<string, Translation>();

/**
 * Runs a statement whose parameters bear names, `:day`, each as often as the statement needs it.
 *
 * @param sql the same text each time; what differs is a parameter
 * @throws SqlParameterError when a parameter is not given, undefined, or not in the statement
 */
export async function runSql<T>(
  through: Through,
  sql: string,
  parameters: SqlParameters,
): Promise<T> {
  const known = translations.get(sql);
  const { text, names } = known ?? translate(through, sql);
  const values = valuesOf(names, parameters, sql);
  if (!known) translations.set(sql, { text, names });
  const attributes = { 'db.system.name': 'postgresql', 'db.query.text': text };
  return inSpan({ name: 'query', kind: 'client', attributes, onlyWithin: true }, () =>
    through.query<T>(text, values),
  );
}

function translate(through: Through, sql: string): Translation {
  const names = [...new Set([...sql.matchAll(PLACES)].flatMap(([, name]) => name ?? []))];
  rejectNamesElsewhere(sql, names);
  const { driver } = 'driver' in through ? through : through.dataSource;
  // Each name stands for its own value: the values in their order are the names in theirs.
  const byName = Object.fromEntries(names.map((name) => [name, name]));
  const [text, inOrder] = driver.escapeQueryWithParameters(sql, byName);
  return { text, names: inOrder as string[] };
}

/** TypeORM replaces a name wherever a colon stands before it: also in a cast and in a literal. */
function rejectNamesElsewhere(sql: string, names: string[]): void {
  for (const [place, parameter] of sql.matchAll(PLACES)) {
    if (parameter !== undefined) continue;
    const taken = names.find((name) => new RegExp(`:${name}(?![\\w.])`).test(place));
    if (taken === undefined) continue;
    throw new SqlParameterError(
      `expected ${place} to be no parameter, but :${taken} is one: ${sql}`,
    );
  }
}

function valuesOf(names: string[], parameters: SqlParameters, sql: string): unknown[] {
  const values = names.map((name) => {
    const value = Object.hasOwn(parameters, name) ? parameters[name] : undefined;
    if (value === undefined) throw mismatch(names, parameters, sql);
    return value;
  });
  if (Object.keys(parameters).length !== names.length) throw mismatch(names, parameters, sql);
  return values;
}

function mismatch(names: string[], parameters: SqlParameters, sql: string): SqlParameterError {
  const given = Object.keys(parameters).filter((name) => parameters[name] !== undefined);
  const list = (some: string[]) => some.sort().join(', ') || 'none';
  const sides = `expected the parameters ${list([...names])}, got ${list(given)}`;
  return new SqlParameterError(`${sides}: ${sql}`);
}
