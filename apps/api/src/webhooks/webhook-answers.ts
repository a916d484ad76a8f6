import { Injectable } from '@nestjs/common';
import type { Principal } from '@trackside/accounts';
import { Clock } from '@trackside/calendar';
import type { NewWebhook, NewWebhookRequest } from '@trackside/contracts';
import { Tracks } from '@trackside/tracks';
import { Webhooks } from '@trackside/webhooks';

/** Webhooks, of tracks that there are. */
@Injectable()
export class WebhookAnswers {
  constructor(
    private readonly webhooks: Webhooks,
    private readonly tracks: Tracks,
    private readonly clock: Clock,
  ) {}

  /** @throws TrackNotFoundError, ReceiverRefusedError, WebhookConflictError */
  async make({ userId }: Principal, wish: NewWebhookRequest): Promise<NewWebhook> {
    if (wish.track_id !== undefined) await this.tracks.find(wish.track_id);
    const webhook = await this.webhooks.make(userId, wish);
    // Whoever wants to be told of a track wants it to be looked at.
    if (webhook.track_id) await this.tracks.noteSearch(webhook.track_id, this.clock.now());
    return webhook;
  }
}
