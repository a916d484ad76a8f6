import type { ErrorCode, ErrorDetail } from '@trackside/contracts';

/** When a failure is told, and one as it is told. */
export interface FailureStory {
  when: string;
  message: string;
  details?: ErrorDetail[];
}

const HOST = 'https://mapleridgerc.liverc.com/practice/?p=calendar&d=2025-10';

/** A code that is missing here does not compile. */
export const FAILURE_STORIES: Record<ErrorCode, FailureStory> = {
  VALIDATION_ERROR: {
    when: 'the request breaks the contract, `details` names each bad field, and nothing was done',
    message: 'track_id must be a UUID',
    details: [{ field: 'track_id', message: 'must be a UUID' }],
  },
  UNAUTHORIZED: {
    when: 'sign-in is required, and who asks is not known',
    message: 'sign in, or send an API key: Authorization: Bearer trk_…',
  },
  FORBIDDEN: {
    when: 'the request comes from a page of another site, names a foreign host, or lacks the scope',
    message: 'requests from pages of other sites are refused',
  },
  TRACK_NOT_FOUND: {
    when: 'no track has this id',
    message: 'no track has the id 81fdab2d-ff28-53b4-9ba8-2b19af527f7f',
  },
  PRACTICE_DAY_NOT_FOUND: {
    when: 'the day is not imported, or there was no practice on it',
    message: 'no imported practice day has the id 5b1f7a52-6c0b-5d55-9a3e-2f1b9f0c7d11',
  },
  NOT_FOUND: {
    when: 'what the request names is not known',
    message: 'there is nothing at this address; see /api/docs',
  },
  METHOD_NOT_ALLOWED: {
    when: 'the address does not answer this method',
    message: '/api/v1/tracks does not answer POST; use GET or HEAD',
  },
  CONFLICT: {
    when: 'something else that is under way, or decided already, stands against it',
    message: 'the Idempotency-Key was used for another request',
  },
  PAYLOAD_TOO_LARGE: {
    when: 'the body is larger than 1 MB',
    message: 'the body is larger than 1 MB',
  },
  UNSUPPORTED_MEDIA_TYPE: {
    when: 'the body is not JSON',
    message: 'send JSON, with Content-Type: application/json',
  },
  RATE_LIMITED: {
    when: 'sign-in is required, and the caller has had what one user may have for now',
    message: '600 requests a minute are allowed, none is left: try again in 20 s',
  },
  INTERNAL_ERROR: {
    when: 'something went wrong on our side',
    message: 'something went wrong on our side; try again',
  },
  LIVERC_PAGE_CHANGED: {
    when: 'a page of LiveRC can not be read',
    message: `the calendar's table was not found: ${HOST}`,
  },
  LIVERC_PAGE_INCOMPLETE: {
    when: 'a page of LiveRC shows less than itself or other pages say there is',
    message: `the page lists 3 of 5 days: ${HOST}`,
  },
  LIVERC_UNAVAILABLE: {
    when: 'LiveRC does not answer, or asks for a pause',
    message: `LiveRC answered 503: ${HOST}`,
  },
  LIVERC_DISABLED: {
    when: 'requests to LiveRC are switched off, or forbidden by its robots.txt',
    message: 'requests to LiveRC are switched off',
  },
  SERVICE_UNAVAILABLE: {
    when: 'the database does not answer, or has no room',
    message: 'the database does not answer; try again in a few seconds',
  },
  LIVERC_TIMEOUT: {
    when: 'LiveRC did not answer in time',
    message: `LiveRC did not answer within 15 seconds: ${HOST}`,
  },
};
