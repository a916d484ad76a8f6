import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type NameKeeper, NameKeepers, type NameToHide } from '@trackside/privacy';
import { WebhookEntity } from './storage/webhook.entity.js';

/** Deletes webhooks for drivers whose names are hidden: they would tell of nobody. */
@Injectable()
export class HiddenNamesOfWebhooks implements NameKeeper, OnModuleInit {
  constructor(private readonly keepers: NameKeepers) {}

  onModuleInit(): void {
    this.keepers.add(this);
  }

  async hide(transaction: EntityManager, { trackId, is }: NameToHide): Promise<void> {
    const webhooks = transaction.getRepository(WebhookEntity);
    const here = trackId === null ? {} : { trackId };
    for (const { id, driverName } of await webhooks.find({ where: here })) {
      if (driverName !== null && is(driverName)) await webhooks.delete({ id });
    }
  }
}
