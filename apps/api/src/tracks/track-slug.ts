import { ValidateBy } from 'class-validator';
import { normaliseSlug, SLUG_PATTERN } from '@trackside/tracks';

/** A host label of LiveRC; the slug becomes part of a host name, so nothing else may pass. */
export function IsTrackSlug(): PropertyDecorator {
  return ValidateBy({
    name: 'isTrackSlug',
    validator: {
      validate: (value) => typeof value === 'string' && SLUG_PATTERN.test(normaliseSlug(value)),
      defaultMessage: () =>
        'must be a slug: 1 to 63 letters, digits or hyphens, no hyphen at either end',
    },
  });
}
