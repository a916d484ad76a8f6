/**
 * SQL of a driver's name in the form in which names are compared: composition, letter case and white
 * space don't tell two people apart. An index stands on it, so a query must use the same words.
 *
 * @param sql expression of the name, a column or a parameter with its type
 */
export function driverKeyOf(sql: string): string {
  return `lower(regexp_replace(btrim(normalize(${sql}, NFC)), '\\s+', ' ', 'g'))`;
}
