import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccountsModule } from '@trackside/accounts';
import { CalendarModule } from '@trackside/calendar';
import { JobsModule } from '@trackside/jobs';
import { HiddenDrivers } from './hidden-drivers.js';
import { HiddenNames } from './hidden-names.js';
import { NameHashes } from './name-hashes.js';
import { NameKeepers } from './name-keepers.js';
import { OldRequests } from './old-requests.js';
import { OwnNames } from './own-names.js';
import { PrivacyRequests } from './privacy-requests.js';
import { HiddenDriverEntity } from './storage/hidden-driver.entity.js';
import { HiddenNameEntity } from './storage/hidden-name.entity.js';
import { PrivacyRequestEntity } from './storage/privacy-request.entity.js';

/** Names that are hidden. Whoever stores names says so to {@link NameKeepers}. */
@Module({
  imports: [
    AccountsModule,
    CalendarModule,
    JobsModule,
    TypeOrmModule.forFeature([HiddenDriverEntity, HiddenNameEntity, PrivacyRequestEntity]),
  ],
  providers: [
    HiddenDrivers,
    HiddenNames,
    NameHashes,
    NameKeepers,
    OldRequests,
    OwnNames,
    PrivacyRequests,
  ],
  exports: [HiddenDrivers, HiddenNames, NameKeepers, PrivacyRequests],
})
export class PrivacyModule {}
