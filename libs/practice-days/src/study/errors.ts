/** No imported day has the id: it is unknown, or discovered and not imported. */
export class PracticeDayNotImportedError extends Error {
  readonly code = 'PRACTICE_DAY_NOT_FOUND';

  constructor(readonly dayId: string) {
    super(
      `no imported practice day has the id ${dayId}; POST /api/v1/practice-days/ingest imports a ` +
        'day, GET /api/v1/practice-days/search lists the imported ones',
    );
    this.name = 'PracticeDayNotImportedError';
  }
}

/** The day has no session with the id. */
export class SessionNotFoundError extends Error {
  readonly code = 'NOT_FOUND';

  constructor(
    readonly dayId: string,
    readonly sessionId: string,
  ) {
    super(
      `the practice day ${dayId} has no session ${sessionId}; ` +
        `GET /api/v1/practice-days/${dayId}/sessions lists its sessions`,
    );
    this.name = 'SessionNotFoundError';
  }
}

/** Nobody by the name, or nobody in the class, drove on the day. */
export class NotDrivenError extends Error {
  readonly code = 'NOT_FOUND';
  readonly details: { field: string; message: string }[];

  /** @param fields those of the request that nothing of the day agrees with */
  constructor(dayId: string, whose: string, fields: string[]) {
    super(
      `the practice day ${dayId} has no session of ${whose}; ` +
        `GET /api/v1/practice-days/${dayId}/sessions lists its sessions with their drivers and classes`,
    );
    this.name = 'NotDrivenError';
    this.details = fields.map((field) => ({ field, message: `no session of ${whose}` }));
  }
}

/** No imported day has these sessions. */
export class SessionsUnknownError extends Error {
  readonly code = 'NOT_FOUND';
  readonly details: { field: string; message: string }[];

  constructor(ids: string[]) {
    super(`no imported practice day has the session ${ids.join(', ')}; import its day first`);
    this.name = 'SessionsUnknownError';
    this.details = ids.map((id) => ({ field: 'ids', message: `${id} is unknown` }));
  }
}

/** Nobody by the name has driven at the track, as far as its days are known. */
export class DriverNotFoundError extends Error {
  readonly code = 'NOT_FOUND';

  constructor(trackName: string) {
    super(
      `no known session at ${trackName} is of this driver; give the whole name as LiveRC ` +
        'writes it, and discover the days that are not known yet: ' +
        'POST /api/v1/practice-days/discover-range',
    );
    this.name = 'DriverNotFoundError';
  }
}
