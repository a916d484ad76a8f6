import { Module } from '@nestjs/common';
import { CalendarModule } from '@trackside/calendar';
import { TracksModule } from '@trackside/tracks';
import { WebhooksModule } from '@trackside/webhooks';
import { WebhookAnswers } from './webhook-answers.js';
import { WebhooksController } from './webhooks.controller.js';

/** Where people say what they want to be told, and where. */
@Module({
  imports: [CalendarModule, TracksModule, WebhooksModule],
  controllers: [WebhooksController],
  providers: [WebhookAnswers],
})
export class WebhooksRoutesModule {}
