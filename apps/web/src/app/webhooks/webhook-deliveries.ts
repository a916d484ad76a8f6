import { Component, effect, inject, input, output, signal, untracked } from '@angular/core';
import type { WebhookDelivery } from '@trackside/contracts';
import { Attempt } from '../account/attempt';
import { eventWords, factsOf } from './webhook-words';
import { WebhooksApi } from './webhooks-api';

/** What a webhook was sent, newest first, each to be sent again. */
@Component({
  selector: 'ts-webhook-deliveries',
  template: `
    <ul aria-label="Last deliveries">
      @for (delivery of deliveries(); track delivery.id) {
        <li>
          <div class="what">
            {{ words(delivery.event) }}
            <div class="more">{{ facts(delivery) }}</div>
          </div>
          <button
            type="button"
            class="small"
            [disabled]="sending.running()"
            [attr.aria-label]="'Send again: ' + words(delivery.event) + ', ' + facts(delivery)"
            (click)="sendAgain(delivery)"
          >
            Send again
          </button>
        </li>
      } @empty {
        @if (deliveries()) {
          <li class="more">Nothing was sent in the last 30 days.</li>
        }
      }
    </ul>
    <p class="problem" role="alert">{{ loading.problem() ?? sending.problem() }}</p>
    <div class="below">
      @if (next() !== null) {
        <button type="button" class="small" [disabled]="loading.running()" (click)="more()">
          Older ones
        </button>
      }
      <button type="button" class="small" [disabled]="loading.running()" (click)="load()">
        Look again
      </button>
    </div>
    <p class="more" role="status">{{ said() }}</p>
  `,
  styleUrl: './webhook-deliveries.scss',
})
export class WebhookDeliveries {
  readonly #api = inject(WebhooksApi);
  readonly webhookId = input.required<string>();
  /** A message went out once more: what is said of the webhook may change. */
  readonly sent = output();
  protected readonly deliveries = signal<readonly WebhookDelivery[] | null>(null);
  protected readonly next = signal<string | null>(null);
  protected readonly said = signal('');
  protected readonly loading = new Attempt();
  protected readonly sending = new Attempt();
  protected readonly words = eventWords;

  constructor() {
    effect(() => {
      this.webhookId();
      untracked(() => void this.load());
    });
  }

  protected facts(delivery: WebhookDelivery): string {
    return factsOf(delivery, Date.now());
  }

  protected async load(): Promise<void> {
    await this.loading.run(async () => {
      const page = await this.#api.deliveries(this.webhookId(), null);
      this.deliveries.set(page.items);
      this.next.set(page.next_cursor);
    });
  }

  protected async more(): Promise<void> {
    await this.loading.run(async () => {
      const page = await this.#api.deliveries(this.webhookId(), this.next());
      this.deliveries.update((known) => [...(known ?? []), ...page.items]);
      this.next.set(page.next_cursor);
    });
  }

  protected async sendAgain({ id }: WebhookDelivery): Promise<void> {
    this.said.set('');
    const isSent = await this.sending.run(async () => {
      const delivery = await this.#api.sendAgain(this.webhookId(), id);
      this.deliveries.update((known) =>
        (known ?? []).map((one) => (one.id === id ? delivery : one)),
      );
    });
    if (isSent) {
      this.said.set('It is being sent. Look again in a moment.');
      this.sent.emit();
    }
  }
}
