import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { IsNull, Repository } from 'typeorm';
import { Clock } from '@trackside/calendar';
import {
  collapseWhiteSpace,
  type NewWebhook,
  type NewWebhookRequest,
  type Page,
  type Webhook,
  type WebhookDelivery,
} from '@trackside/contracts';
import { tell } from '@trackside/database';
import { decodeDeliveryCursor, encodeDeliveryCursor } from './delivery-cursor.js';
import { WebhookConflictError, WebhookNotFoundError } from './errors.js';
import { WEBHOOKS_OPTIONS, type WebhooksOptions } from './options.js';
import { receiverAddress } from './receiver-address.js';
import { toDelivery, toWebhook } from './storage/to-webhook.js';
import { WebhookDeliveryEntity } from './storage/webhook-delivery.entity.js';
import { WebhookEntity } from './storage/webhook.entity.js';
import { WebhookSecrets } from './webhook-secrets.js';
import { NEWS_CHANNEL } from './sending/news-store.js';

const MOST_OF_ONE_USER = 20;

/** Addresses that people want to be told at; to nobody else are they there. */
@Injectable()
export class Webhooks {
  constructor(
    @InjectRepository(WebhookEntity) private readonly webhooks: Repository<WebhookEntity>,
    @InjectRepository(WebhookDeliveryEntity)
    private readonly deliveries: Repository<WebhookDeliveryEntity>,
    private readonly secrets: WebhookSecrets,
    private readonly clock: Clock,
    @Inject(WEBHOOKS_OPTIONS) private readonly options: WebhooksOptions,
  ) {}

  /** Newest first. */
  async list(userId: string): Promise<Webhook[]> {
    const order = { createdAt: 'DESC', id: 'ASC' } as const;
    return (await this.webhooks.find({ where: { userId }, order })).map(toWebhook);
  }

  /**
   * Makes a webhook; the track has to be a known one.
   *
   * @returns with its secret, which is told here and never again
   * @throws ReceiverRefusedError, WebhookConflictError when there are too many
   */
  async make(userId: string, wish: NewWebhookRequest): Promise<NewWebhook> {
    const url = receiverAddress(wish.url, this.options.reach);
    if ((await this.webhooks.countBy({ userId })) >= MOST_OF_ONE_USER) {
      throw new WebhookConflictError(
        `you have ${MOST_OF_ONE_USER} webhooks: delete one of them first`,
      );
    }
    const webhook = {
      id: randomUUID(),
      userId,
      url,
      events: wish.events,
      trackId: wish.track_id?.toLowerCase() ?? null,
      driverName: wish.driver_name === undefined ? null : collapseWhiteSpace(wish.driver_name),
      createdAt: this.clock.now(),
      failingSince: null,
      switchedOffAt: null,
      switchedOffReason: null,
    };
    await this.webhooks.insert(webhook);
    return { ...toWebhook(webhook), secret: await this.secrets.of(webhook.id) };
  }

  /** @throws WebhookNotFoundError */
  async find(userId: string, id: string): Promise<Webhook> {
    return toWebhook(await this.own(userId, id));
  }

  /**
   * Deletes a webhook with its deliveries; what is on its way arrives.
   *
   * @throws WebhookNotFoundError
   */
  async remove(userId: string, id: string): Promise<Webhook> {
    const webhook = await this.own(userId, id);
    await this.webhooks.delete({ id: webhook.id });
    return toWebhook(webhook);
  }

  /**
   * What was sent or is to be, newest first.
   *
   * @throws WebhookNotFoundError, InvalidCursorError
   */
  async listDeliveries(
    userId: string,
    id: string,
    { limit, cursor }: { limit: number; cursor?: string },
  ): Promise<Page<WebhookDelivery>> {
    const { id: webhookId } = await this.own(userId, id);
    const query = this.deliveries
      .createQueryBuilder('delivery')
      .where('delivery.webhook_id = :webhookId', { webhookId })
      .orderBy('delivery.created_at', 'DESC')
      .addOrderBy('delivery.id', 'DESC')
      .limit(limit + 1);
    if (cursor !== undefined) {
      const [createdAt, last] = decodeDeliveryCursor(cursor);
      const place = '(delivery.created_at, delivery.id) < (:createdAt, :last)';
      query.andWhere(place, { createdAt, last });
    }
    const found = await query.getMany();
    const items = found.slice(0, limit);
    const last = found.length > limit ? items.at(-1) : undefined;
    const next_cursor = last ? encodeDeliveryCursor([last.createdAt.toISOString(), last.id]) : null;
    return { items: items.map(toDelivery), next_cursor };
  }

  /**
   * Sends a message once more, at once, with the same `webhook-id`. One that was delivered as well: a
   * receiver may have lost it.
   *
   * @throws WebhookNotFoundError
   */
  async resend(userId: string, id: string, deliveryId: string): Promise<WebhookDelivery> {
    const { id: webhookId } = await this.own(userId, id);
    const due = { state: 'pending', nextAttemptAt: this.clock.now() } as const;
    await this.deliveries.update({ id: deliveryId, webhookId }, due);
    const delivery = await this.deliveries.findOneBy({ id: deliveryId, webhookId });
    if (!delivery) throw new WebhookNotFoundError(`this webhook has no delivery ${deliveryId}`);
    await tell(this.deliveries.manager, NEWS_CHANNEL, '');
    return toDelivery(delivery);
  }

  /** Whether any is on, whoever made it. */
  async followedTracks(): Promise<string[]> {
    const followed = await this.webhooks.find({
      where: { switchedOffAt: IsNull() },
      select: { trackId: true },
    });
    return [...new Set(followed.flatMap(({ trackId }) => trackId ?? []))];
  }

  async forgetAll(userId: string): Promise<void> {
    await this.webhooks.delete({ userId });
  }

  /** Whoever made them, they are the other's from now on. */
  async hand(fromUserId: string, toUserId: string): Promise<void> {
    await this.webhooks.update({ userId: fromUserId }, { userId: toUserId });
  }

  private async own(userId: string, id: string): Promise<WebhookEntity> {
    const webhook = await this.webhooks.findOneBy({ id, userId });
    if (!webhook) throw new WebhookNotFoundError(`you have no webhook with the id ${id}`);
    return webhook;
  }
}
