import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccountsModule } from '@trackside/accounts';
import { CalendarModule } from '@trackside/calendar';
import { JobsModule } from '@trackside/jobs';
import { PrivacyModule } from '@trackside/privacy';
import { HiddenNamesOfWebhooks } from './hidden-names.js';
import { DeliveryStore } from './sending/delivery-store.js';
import { DeliveryWorker } from './sending/delivery-worker.js';
import { Messages } from './sending/messages.js';
import { NewsStore } from './sending/news-store.js';
import { OldDeliveries } from './sending/old-deliveries.js';
import { WebhookDeliveryEntity } from './storage/webhook-delivery.entity.js';
import { WebhookNewsEntity } from './storage/webhook-news.entity.js';
import { WebhookEntity } from './storage/webhook.entity.js';
import { WebhookSecrets } from './webhook-secrets.js';
import { Webhooks } from './webhooks.js';

/** Tells addresses of people's choice what happens. Expects WEBHOOKS_OPTIONS from a global module. */
@Module({
  imports: [
    AccountsModule,
    CalendarModule,
    JobsModule,
    PrivacyModule,
    TypeOrmModule.forFeature([WebhookDeliveryEntity, WebhookEntity, WebhookNewsEntity]),
  ],
  providers: [
    DeliveryStore,
    DeliveryWorker,
    HiddenNamesOfWebhooks,
    Messages,
    NewsStore,
    OldDeliveries,
    WebhookSecrets,
    Webhooks,
  ],
  exports: [Webhooks],
})
export class WebhooksModule {}
