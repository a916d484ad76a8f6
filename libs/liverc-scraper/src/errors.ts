/** Codes with which reading LiveRC fails; each stands in the contract's closed list. */
export type LivercErrorCode =
  | 'LIVERC_PAGE_CHANGED'
  | 'LIVERC_PAGE_INCOMPLETE'
  | 'LIVERC_UNAVAILABLE'
  | 'LIVERC_DISABLED'
  | 'LIVERC_TIMEOUT';

/** A page of LiveRC that could not become known. Never stands for "no practice". */
export abstract class LivercError extends Error {
  abstract readonly code: LivercErrorCode;

  constructor(
    message: string,
    /** Address of the page that was asked for. */
    readonly url: string,
    /** When asking again may help, in seconds from now. */
    readonly retryAfterSeconds?: number,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = new.target.name;
  }
}

/** The answer is not the page that was asked for, or not one we can read. */
export class LivercPageChangedError extends LivercError {
  readonly code = 'LIVERC_PAGE_CHANGED';
}

/** The page shows less than itself, other pages, or what was read before say that there is. */
export class LivercPageIncompleteError extends LivercError {
  readonly code = 'LIVERC_PAGE_INCOMPLETE';
}

/** The answer is a page of another track: it bears a name that is none of the track's. */
export class LivercOtherTrackError extends LivercPageChangedError {
  constructor(
    readonly expectedTrackName: string,
    readonly actualTrackName: string,
    url: string,
  ) {
    super(
      `expected a page of "${expectedTrackName}", got one of "${actualTrackName}": ${url}`,
      url,
    );
  }
}

/** LiveRC cannot be reached, refuses, or asks us to wait (network, 403, 429, 5xx). */
export class LivercUnavailableError extends LivercError {
  readonly code = 'LIVERC_UNAVAILABLE';
}

/** LiveRC did not answer in time. */
export class LivercTimeoutError extends LivercError {
  readonly code = 'LIVERC_TIMEOUT';
}

/** Requests to LiveRC are switched off by configuration. */
export class LivercDisabledError extends LivercError {
  readonly code = 'LIVERC_DISABLED';
}

/** The site's robots.txt forbids us the page. */
export class LivercForbiddenError extends LivercDisabledError {}
