import { LeaseUnits1764200000060 } from './leases-migration.js';

/** In the order in which they landed. */
export const JOBS_MIGRATIONS = [LeaseUnits1764200000060];
