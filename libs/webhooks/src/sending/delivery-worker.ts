import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
  type OnModuleInit,
} from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';
import { concatMap, type Subscription, throttleTime } from 'rxjs';
import { Webhook as Signer } from 'standardwebhooks';
import { Clock } from '@trackside/calendar';
import { DatabaseBus } from '@trackside/database';
import { JobQueue, type QueuedJob, type QueueDefinition } from '@trackside/jobs';
import { WEBHOOKS_OPTIONS, type WebhooksOptions } from '../options.js';
import { WebhookSecrets } from '../webhook-secrets.js';
import { type BegunDelivery, DeliveryStore } from './delivery-store.js';
import { Messages } from './messages.js';
import { NEWS_CHANNEL, NewsStore } from './news-store.js';
import { type Letter, post } from './post.js';

/** Sends a delivery; its key is the delivery's id. Pauses between attempts are the delivery's own. */
const QUEUE: QueueDefinition = {
  name: 'send-webhook',
  concurrency: 4,
  retries: 1,
  retryDelaySeconds: 5,
  maxSeconds: 60,
};

interface SendJob {
  deliveryId: string;
}

/** News comes in crowds: the sessions of a day are read one after the other. */
const NEWS_PAUSE_MS = 100;

/** Tells webhooks what happened, and forgets nothing of it: what is due is looked for now and then. */
@Injectable()
export class DeliveryWorker implements OnModuleInit, OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(DeliveryWorker.name);
  private listening: Subscription | undefined;

  constructor(
    private readonly queue: JobQueue,
    private readonly bus: DatabaseBus,
    private readonly news: NewsStore,
    private readonly deliveries: DeliveryStore,
    private readonly messages: Messages,
    private readonly secrets: WebhookSecrets,
    private readonly clock: Clock,
    @Inject(WEBHOOKS_OPTIONS) private readonly options: WebhooksOptions,
  ) {}

  onModuleInit(): void {
    this.queue.register<SendJob>(QUEUE, (job) => this.send(job));
  }

  onApplicationBootstrap(): void {
    this.listening = this.bus
      .listen(NEWS_CHANNEL)
      .pipe(
        throttleTime(NEWS_PAUSE_MS, undefined, { leading: true, trailing: true }),
        concatMap(() => this.look()),
      )
      .subscribe();
  }

  onModuleDestroy(): void {
    this.listening?.unsubscribe();
  }

  /** Finds out who wants to be told what happened, and queues every message that is due. */
  @Cron(CronExpression.EVERY_5_SECONDS, { name: 'webhooks' })
  async look(): Promise<void> {
    if (!this.queue.works) return;
    try {
      while ((await this.news.take()).isMore);
      const due = await this.deliveries.findDue(this.clock.now());
      if (due.length > 0) await this.queueAll(due);
    } catch (error) {
      this.logger.warn(error instanceof Error ? error.message : error);
    }
  }

  private async queueAll(ids: string[]): Promise<void> {
    const jobs = ids.map((deliveryId) => ({ key: deliveryId, data: { deliveryId } }));
    await this.queue.sendAll(QUEUE.name, jobs);
  }

  private async send({ data, signal }: QueuedJob<SendJob>): Promise<void> {
    const delivery = await this.deliveries.begin(data.deliveryId, this.clock.now());
    if (!delivery) return;
    const message = await this.messages.of(delivery);
    if (!message) {
      return this.deliveries.giveUp(delivery, 'what it was about is not there any more');
    }
    const letter = await this.write(delivery, JSON.stringify(message));
    const outcome = await post(letter, { reach: this.options.reach }, signal);
    await this.deliveries.end(delivery, outcome, this.clock.now());
  }

  /** Signed anew for each attempt: a receiver takes none that was signed long ago. */
  private async write(delivery: BegunDelivery, body: string): Promise<Letter> {
    const { id, url, webhookId } = delivery;
    const now = this.clock.now();
    const signer = new Signer(await this.secrets.of(webhookId));
    const headers = {
      'content-type': 'application/json',
      'user-agent': 'Trackside-Webhooks',
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
      'webhook-signature': signer.sign(id, now, body),
    };
    return { url, body, headers };
  }
}
