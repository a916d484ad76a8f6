import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { PrincipalGuard } from './principal.guard.js';

/** Before every handler: who asks. */
@Module({ providers: [{ provide: APP_GUARD, useClass: PrincipalGuard }] })
export class AccessModule {}
