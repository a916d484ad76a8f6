/** A cursor that this endpoint did not give out. */
export class InvalidCursorError extends Error {
  readonly code = 'VALIDATION_ERROR';
  readonly details = [
    { field: 'cursor', message: 'must be a next_cursor of this endpoint; leave it out to begin' },
  ];

  constructor() {
    super('cursor is not one that this endpoint gave out');
    this.name = 'InvalidCursorError';
  }
}

/** A place in a list as an opaque string: base64url of its JSON. Clients keep it; it stays as it is. */
export function encodeCursor(place: unknown): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

/**
 * The place that a cursor names. Anybody may have written the cursor.
 *
 * @param isPlace whether a value is a place in this list; it is asked about any JSON value
 * @throws InvalidCursorError when it is not
 */
export function decodeCursor<T>(cursor: string, isPlace: (value: unknown) => value is T): T {
  const value = parse(cursor);
  if (!isPlace(value)) throw new InvalidCursorError();
  return value;
}

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    throw new InvalidCursorError();
  }
}
