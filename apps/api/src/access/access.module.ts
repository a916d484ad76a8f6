import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AccountsModule } from '@trackside/accounts';
import { Credentials } from './credentials.js';
import { ScopeGuard } from './scope.guard.js';

/** Before every handler: who asks, and what they may. */
@Module({
  imports: [AccountsModule],
  providers: [Credentials, { provide: APP_GUARD, useClass: ScopeGuard }],
  exports: [Credentials],
})
export class AccessModule {}
