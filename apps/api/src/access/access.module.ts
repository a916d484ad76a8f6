import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AccountsModule } from '@trackside/accounts';
import { Credentials } from './credentials.js';
import { OpenStreams } from './open-streams.js';
import { ScopeGuard } from './scope.guard.js';

/** Before every handler: who asks, and what they may. */
@Module({
  imports: [AccountsModule],
  providers: [Credentials, OpenStreams, { provide: APP_GUARD, useClass: ScopeGuard }],
  exports: [AccountsModule, Credentials],
})
export class AccessModule {}
