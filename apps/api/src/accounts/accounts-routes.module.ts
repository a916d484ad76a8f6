import { Module } from '@nestjs/common';
import { AccountsModule } from '@trackside/accounts';
import { CalendarModule } from '@trackside/calendar';
import { TracksModule } from '@trackside/tracks';
import { WebhooksModule } from '@trackside/webhooks';
import { AccountAnswers } from './account-answers.js';
import { ApiKeysController } from './api-keys.controller.js';
import { AuthController } from './auth.controller.js';
import { BrowserRequests } from './browser-requests.js';
import { MeController } from './me.controller.js';
import { SavedSearchesController } from './saved-searches.controller.js';
import { SignInAnswers } from './sign-in-answers.js';
import { UsersController } from './users.controller.js';

/** How people sign in, and what belongs to them. */
@Module({
  imports: [AccountsModule, CalendarModule, TracksModule, WebhooksModule],
  controllers: [
    ApiKeysController,
    AuthController,
    MeController,
    SavedSearchesController,
    UsersController,
  ],
  providers: [AccountAnswers, BrowserRequests, SignInAnswers],
})
export class AccountsRoutesModule {}
