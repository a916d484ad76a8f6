import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CalendarModule } from '@trackside/calendar';
import { AccountLibrary } from './account-library.js';
import { Accounts } from './accounts.js';
import { ApiKeys } from './api-keys.js';
import { InstallationSecrets } from './installation-secrets.js';
import { SetUpLinks } from './set-up-links.js';
import { SignIns } from './sign-ins.js';
import { ApiKeyEntity } from './storage/api-key.entity.js';
import { InstallationSecretEntity } from './storage/installation-secret.entity.js';
import { SetUpLinkEntity } from './storage/set-up-link.entity.js';
import { UserAccountEntity } from './storage/user-account.entity.js';
import { UserSessionEntity } from './storage/user-session.entity.js';
import { UserVerificationEntity } from './storage/user-verification.entity.js';
import { UserEntity } from './storage/user.entity.js';

/** Accounts, sessions and keys. Expects ACCOUNTS_OPTIONS from a global module. */
@Module({
  imports: [
    CalendarModule,
    TypeOrmModule.forFeature([
      ApiKeyEntity,
      InstallationSecretEntity,
      SetUpLinkEntity,
      UserAccountEntity,
      UserEntity,
      UserSessionEntity,
      UserVerificationEntity,
    ]),
  ],
  providers: [AccountLibrary, Accounts, ApiKeys, InstallationSecrets, SetUpLinks, SignIns],
  exports: [Accounts, ApiKeys, InstallationSecrets, SetUpLinks, SignIns],
})
export class AccountsModule {}
