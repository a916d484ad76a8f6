import { KeepDashboards1764200000070 } from './dashboards-migration.js';
import { CreatePracticeDays1763800000002 } from './days-migration.js';
import { MendFirstDatabases1763900000010 } from './first-databases-migration.js';
import { KeepTimelines1764200000010 } from './discovery-jobs-migration.js';
import { CheckPageShapes1764200000090 } from './page-shapes-migration.js';
import { HideDrivers1764200000261 } from './hidden-drivers-migration.js';
import { CreateImportJobs1763900000005 } from './import-jobs-migration.js';
import { CreatePracticeLaps1763900000004 } from './laps-migration.js';
import { MendEarlierDatabases1763900000009 } from './mend-migration.js';
import { KnowWhoLooks1764200000100 } from './look-owners-migration.js';
import { FollowRunningDays1764200000001 } from './running-days-migration.js';
import { TellPracticeChanges1764200000030 } from './tell-changes-migration.js';
import { IndexTransponders1763900000007 } from './transponder-migration.js';
import { PrefetchMonths1764200000041 } from './prefetch-migration.js';
import { FinishMonths1764200000002 } from './unfinished-months-migration.js';
import { KeepWitnesses1764100000008 } from './witnesses-migration.js';

/** In the order in which they landed. */
export const PRACTICE_DAYS_MIGRATIONS = [
  CreatePracticeDays1763800000002,
  CreatePracticeLaps1763900000004,
  CreateImportJobs1763900000005,
  IndexTransponders1763900000007,
  MendEarlierDatabases1763900000009,
  MendFirstDatabases1763900000010,
  KeepWitnesses1764100000008,
  FollowRunningDays1764200000001,
  FinishMonths1764200000002,
  KeepTimelines1764200000010,
  TellPracticeChanges1764200000030,
  PrefetchMonths1764200000041,
  KeepDashboards1764200000070,
  CheckPageShapes1764200000090,
  KnowWhoLooks1764200000100,
  HideDrivers1764200000261,
];
