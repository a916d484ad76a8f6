import { Component, computed, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import type { NewWebhook, Track, Webhook, WebhookEvent } from '@trackside/contracts';
import { Attempt } from '../account/attempt';
import { TracksideApi } from '../api/trackside-api';
import { TrackPicker } from '../tracks/track-picker';
import { WebhookDeliveries } from './webhook-deliveries';
import { EVENT_WORDS, eventWords, troubleOf } from './webhook-words';
import { WebhooksApi } from './webhooks-api';

/** Addresses that are told what happens: made, told their secret once, looked after, deleted. */
@Component({
  selector: 'ts-webhooks-page',
  imports: [MatButton, MatFormField, MatHint, MatInput, MatLabel, TrackPicker, WebhookDeliveries],
  templateUrl: './webhooks-page.html',
  styleUrl: './webhooks-page.scss',
})
export default class WebhooksPage {
  readonly #api = inject(WebhooksApi);
  readonly #tracks = inject(TracksideApi);
  protected readonly webhooks = signal<readonly Webhook[] | null>(null);
  readonly #names = signal<ReadonlyMap<string, string>>(new Map());
  protected readonly made = signal<NewWebhook | null>(null);
  protected readonly isCopied = signal(false);
  /** Of the form; null: any. */
  protected readonly track = signal<Track | null>(null);
  /** Whose deliveries are shown, and which one is asked whether it is meant. */
  protected readonly opened = signal<string | null>(null);
  protected readonly leaving = signal<string | null>(null);
  protected readonly loading = new Attempt();
  protected readonly making = new Attempt();
  protected readonly events = EVENT_WORDS;

  protected readonly lines = computed(() => {
    const [now, names] = [Date.now(), this.#names()];
    return (this.webhooks() ?? []).map((webhook) => ({
      ...webhook,
      facts: [
        webhook.events.map(eventWords).join(', '),
        webhook.track_id ? (names.get(webhook.track_id) ?? 'one track') : 'any track',
        webhook.driver_name ?? 'any driver',
      ].join(' · '),
      trouble: troubleOf(webhook, now),
    }));
  });

  constructor() {
    void this.load();
  }

  protected async make(form: HTMLFormElement): Promise<void> {
    const values = new FormData(form);
    const [track, driver] = [this.track(), String(values.get('driver')).trim()];
    const isMade = await this.making.run(async () => {
      const webhook = await this.#api.make({
        url: String(values.get('url')).trim(),
        events: values.getAll('event') as WebhookEvent[],
        ...(track ? { track_id: track.id } : {}),
        ...(driver === '' ? {} : { driver_name: driver }),
      });
      this.isCopied.set(false);
      this.made.set(webhook);
    });
    if (isMade) {
      form.reset();
      this.track.set(null);
      await this.load();
    }
  }

  protected async remove(id: string): Promise<void> {
    await this.loading.run(() => this.#api.remove(id));
    if (this.made()?.id === id) {
      this.made.set(null);
    }
    this.leaving.set(null);
    await this.load();
  }

  protected async copy(secret: string): Promise<void> {
    await navigator.clipboard.writeText(secret);
    this.isCopied.set(true);
  }

  protected async load(): Promise<void> {
    await this.loading.run(async () => {
      const webhooks = await this.#api.list();
      this.webhooks.set(webhooks);
      await this.#nameTracks(webhooks);
    });
  }

  async #nameTracks(webhooks: readonly Webhook[]): Promise<void> {
    const ids = new Set(webhooks.flatMap(({ track_id }) => track_id ?? []));
    const tracks = await Promise.all([...ids].map((id) => this.#tracks.track(id)));
    this.#names.set(new Map(tracks.map(({ id, name }) => [id, name])));
  }
}
