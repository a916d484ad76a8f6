/** No name is hidden under the id. */
export class HiddenNameNotFoundError extends Error {
  readonly code = 'NOT_FOUND';
  override readonly name = 'HiddenNameNotFoundError';

  constructor(id: string) {
    super(`no hidden name has the id ${id}; GET /api/v1/privacy/hidden-names lists them`);
  }
}

/** Nobody asked for this, or it was decided. */
export class PrivacyRequestNotFoundError extends Error {
  readonly code = 'NOT_FOUND';
  override readonly name = 'PrivacyRequestNotFoundError';

  constructor(id: string) {
    super(`no request waits under the id ${id}; GET /api/v1/privacy/requests lists those that do`);
  }
}

/** The name is nobody's. */
export class NameCannotBeHiddenError extends Error {
  readonly code = 'VALIDATION_ERROR';
  override readonly name = 'NameCannotBeHiddenError';
  readonly details = [{ field: 'name', message: 'must be the name of one driver' }];

  constructor() {
    super('name must be the name of one driver: "Unknown Driver" stands for all without one');
  }
}

/** More wait than anybody can read. */
export class TooManyPrivacyRequestsError extends Error {
  readonly code = 'SERVICE_UNAVAILABLE';
  override readonly name = 'TooManyPrivacyRequestsError';
  readonly retryAfterSeconds = 3_600;

  constructor() {
    super('more requests wait to be read here than can be taken: write to who runs this server');
  }
}
