import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CalendarModule } from '@trackside/calendar';
import { Allowances } from './allowances.js';
import { AccountLibrary } from './account-library.js';
import { Accounts } from './accounts.js';
import { ApiKeys } from './api-keys.js';
import { CurrentAccess } from './current-access.js';
import { InstallationSecrets } from './installation-secrets.js';
import { JobClaims } from './job-claims.js';
import { KeptNames } from './kept-names.js';
import { SavedSearches } from './saved-searches.js';
import { SetUpLinks } from './set-up-links.js';
import { SignIns } from './sign-ins.js';
import { StreamPlaces } from './stream-places.js';
import { AllowanceEntity } from './storage/allowance.entity.js';
import { ApiKeyEntity } from './storage/api-key.entity.js';
import { InstallationSecretEntity } from './storage/installation-secret.entity.js';
import { JobClaimEntity } from './storage/job-claim.entity.js';
import { OpenStreamEntity } from './storage/open-stream.entity.js';
import { SavedSearchEntity } from './storage/saved-search.entity.js';
import { SetUpLinkEntity } from './storage/set-up-link.entity.js';
import { UserAccountEntity } from './storage/user-account.entity.js';
import { UserSessionEntity } from './storage/user-session.entity.js';
import { UserVerificationEntity } from './storage/user-verification.entity.js';
import { UserEntity } from './storage/user.entity.js';

const OFFERED = [
  Accounts,
  Allowances,
  ApiKeys,
  CurrentAccess,
  InstallationSecrets,
  JobClaims,
  KeptNames,
  SavedSearches,
  SetUpLinks,
  SignIns,
  StreamPlaces,
];

/** Accounts, sessions and keys. Expects ACCOUNTS_OPTIONS from a global module. */
@Module({
  imports: [
    CalendarModule,
    TypeOrmModule.forFeature([
      AllowanceEntity,
      ApiKeyEntity,
      InstallationSecretEntity,
      JobClaimEntity,
      OpenStreamEntity,
      SavedSearchEntity,
      SetUpLinkEntity,
      UserAccountEntity,
      UserEntity,
      UserSessionEntity,
      UserVerificationEntity,
    ]),
  ],
  providers: [AccountLibrary, ...OFFERED],
  exports: OFFERED,
})
export class AccountsModule {}
