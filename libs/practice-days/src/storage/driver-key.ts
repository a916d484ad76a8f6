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
 * SQL of the keys under which somebody asked for by name may stand: with each white space as a blank,
 * as names are stored, and as it is, for those that were stored when fewer characters counted as one.
 *
 * @param parameter the name with its type: `$2::text`
 */
export function driverKeysOf(parameter: string): string {
  const spaced = `regexp_replace(${parameter}, '${WHITE_SPACE}', ' ', 'g')`;
  return `(${driverKeyOf(spaced)}, ${driverKeyOf(parameter)})`;
}
