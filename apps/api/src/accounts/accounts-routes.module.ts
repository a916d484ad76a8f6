import { Module } from '@nestjs/common';
import { AccountsModule } from '@trackside/accounts';
import { TracksModule } from '@trackside/tracks';
import { AccountAnswers } from './account-answers.js';
import { ApiKeysController } from './api-keys.controller.js';
import { AuthController } from './auth.controller.js';
import { BrowserRequests } from './browser-requests.js';
import { MeController } from './me.controller.js';
import { SignInAnswers } from './sign-in-answers.js';
import { UsersController } from './users.controller.js';

/** How people sign in, and what belongs to them. */
@Module({
  imports: [AccountsModule, TracksModule],
  controllers: [ApiKeysController, AuthController, MeController, UsersController],
  providers: [AccountAnswers, BrowserRequests, SignInAnswers],
})
export class AccountsRoutesModule {}
