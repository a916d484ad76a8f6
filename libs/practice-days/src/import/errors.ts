/** LiveRC shows no practice of the track on the date. */
export class PracticeDayNotFoundError extends Error {
  readonly code = 'PRACTICE_DAY_NOT_FOUND';

  constructor(trackName: string, date: string) {
    super(
      `LiveRC shows no practice at ${trackName} on ${date}; ` +
        'POST /api/v1/practice-days/discover tells on which dates there was some',
    );
    this.name = 'PracticeDayNotFoundError';
  }
}

/** No job has the id, or it is too old to be known. */
export class JobNotFoundError extends Error {
  readonly code = 'NOT_FOUND';

  constructor(id: string) {
    super(`no job has the id ${id}; POST /api/v1/practice-days/ingest begins one`);
    this.name = 'JobNotFoundError';
  }
}
