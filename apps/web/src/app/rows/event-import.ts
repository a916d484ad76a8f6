/** How far the import of an event is that was asked for on this page. */
export interface EventImport {
  /** From 0 to 1; null while nobody can tell. */
  readonly share: number | null;
  /** `12 of 31`, races that is; empty while nobody can tell. */
  readonly words: string;
}

/** What of an event could not be imported. */
export interface EventProblem {
  /** Short enough for the line. */
  readonly words: string;
  /** What failed by name, and why. */
  readonly detail: string;
}
