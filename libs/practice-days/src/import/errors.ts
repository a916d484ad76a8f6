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
