/** An index takes no more than 2,704 bytes, and anything may stand in a page as a name. */
const MAX_LENGTH = 200;

/**
 * SQL of a driver's name in the form in which names are compared: composition, letter case and white
 * space don't tell two people apart, nor does what follows 200 characters. An index stands on it, so
 * a query must use the same words.
 *
 * @param sql expression of the name, a column or a parameter with its type
 */
export function driverKeyOf(sql: string): string {
  const key = `lower(regexp_replace(btrim(normalize(${sql}, NFC)), '\\s+', ' ', 'g'))`;
  return `left(${key}, ${MAX_LENGTH})`;
}

/** Unicode's White_Space; PostgreSQL's own depends on the locale of the database. */
const WHITE_SPACE =
  '[\\u0009-\\u000d\\u0020\\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]+';

/**
 * SQL that is true of a key under which somebody asked for by name may stand: with each white space
 * as a blank, as names are stored, or as it is, as they were when fewer characters counted as one.
 *
 * @param key the column
 * @param name a parameter with its type: `:name::text`
 */
export function isKeyOf(key: string, name: string): string {
  const [spaced, bare] = [spacedKeyOf(name), driverKeyOf(name)];
  // Two keys that are the same would count twice in the estimate of the planner.
  return `${key} IN (${spaced}, nullif(${bare}, ${spaced}))`;
}

/** SQL that is true of every other key. */
export function isOtherKeyThan(key: string, name: string): string {
  return `${key} <> ${spacedKeyOf(name)} AND ${key} <> ${driverKeyOf(name)}`;
}

function spacedKeyOf(name: string): string {
  return driverKeyOf(`regexp_replace(${name}, '${WHITE_SPACE}', ' ', 'g')`);
}
