import { ACCOUNTS_MIGRATIONS } from '@trackside/accounts';
import { inLandingOrder, type Schema } from '@trackside/database';
import { EVENTS_MIGRATIONS } from '@trackside/events';
import { IDEMPOTENCY_MIGRATIONS } from '@trackside/idempotency';
import { JOBS_MIGRATIONS } from '@trackside/jobs';
import { LIVERC_PERMISSION_MIGRATIONS } from '@trackside/liverc-permission';
import { PAGE_VAULT_MIGRATIONS } from '@trackside/page-vault';
import { PRACTICE_DAYS_MIGRATIONS } from '@trackside/practice-days';
import { PRIVACY_MIGRATIONS } from '@trackside/privacy';
import { TRACKS_MIGRATIONS } from '@trackside/tracks';
import { WEBHOOKS_MIGRATIONS } from '@trackside/webhooks';
import { EXPECTED_SCHEMA } from './expected-schema.js';

/** The database of the whole product. */
export const SCHEMA: Schema = {
  migrations: inLandingOrder(
    TRACKS_MIGRATIONS,
    PRACTICE_DAYS_MIGRATIONS,
    EVENTS_MIGRATIONS,
    JOBS_MIGRATIONS,
    IDEMPOTENCY_MIGRATIONS,
    LIVERC_PERMISSION_MIGRATIONS,
    PAGE_VAULT_MIGRATIONS,
    ACCOUNTS_MIGRATIONS,
    PRIVACY_MIGRATIONS,
    WEBHOOKS_MIGRATIONS,
  ),
  expected: EXPECTED_SCHEMA,
};
