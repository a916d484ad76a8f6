import { Module } from '@nestjs/common';
import { AccountsModule } from '@trackside/accounts';
import { PrivacyModule } from '@trackside/privacy';
import { TracksModule } from '@trackside/tracks';
import { HiddenNamesController } from './hidden-names.controller.js';
import { PrivacyAnswers } from './privacy-answers.js';
import { PrivacyRequestsController } from './privacy-requests.controller.js';

/** Names that are hidden, and requests for it. */
@Module({
  imports: [AccountsModule, PrivacyModule, TracksModule],
  controllers: [HiddenNamesController, PrivacyRequestsController],
  providers: [PrivacyAnswers],
})
export class PrivacyRoutesModule {}
