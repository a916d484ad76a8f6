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
