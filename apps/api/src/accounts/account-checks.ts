import { isEmail, ValidateBy } from 'class-validator';
import { z } from 'zod';
import { LEAST_PASSWORD_LENGTH, MOST_PASSWORD_LENGTH } from '@trackside/accounts';

const MOST_EMAIL_LENGTH = 254;
const DATE_OR_INSTANT =
  /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2}))?$/;

/** An e-mail address that the account library lets sign in, too: it takes fewer than there are. */
export function IsAccountEmail(): PropertyDecorator {
  return ValidateBy({
    name: 'isAccountEmail',
    validator: {
      validate: (value) =>
        typeof value === 'string' &&
        value.length <= MOST_EMAIL_LENGTH &&
        isEmail(value) &&
        z.email().safeParse(value).success,
      defaultMessage: () =>
        `must be an e-mail address, of at most ${MOST_EMAIL_LENGTH} letters without accents, ` +
        'digits and common signs',
    },
  });
}

/**
 * A password to be. The account library counts UTF-16 units, people count characters: both are kept
 * to. What could not be sent to sign in is no password.
 */
export function IsNewPassword(): PropertyDecorator {
  return ValidateBy({
    name: 'isNewPassword',
    validator: {
      validate: (value) =>
        typeof value === 'string' &&
        Array.from(value).length >= LEAST_PASSWORD_LENGTH &&
        value.length <= MOST_PASSWORD_LENGTH &&
        !value.includes('\0'),
      defaultMessage: () =>
        `must have ${LEAST_PASSWORD_LENGTH} to ${MOST_PASSWORD_LENGTH} characters`,
    },
  });
}

/** A moment that every reader of ISO 8601 takes for the same; a date alone is its beginning in UTC. */
export function IsInstant(): PropertyDecorator {
  return ValidateBy({
    name: 'isInstant',
    validator: {
      validate: (value) =>
        typeof value === 'string' && DATE_OR_INSTANT.test(value) && isInCalendar(value),
      defaultMessage: () => 'must be a moment like 2026-12-31T00:00:00Z',
    },
  });
}

/** `Date` takes 30 February for 2 March. */
function isInCalendar(moment: string): boolean {
  const day = moment.slice(0, 10);
  const begin = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(begin.getTime()) || begin.toISOString().slice(0, 10) !== day) return false;
  return !Number.isNaN(new Date(moment).getTime());
}
