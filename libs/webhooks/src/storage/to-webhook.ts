import type { Webhook, WebhookDelivery } from '@trackside/contracts';
import type { WebhookDeliveryEntity } from './webhook-delivery.entity.js';
import type { WebhookEntity } from './webhook.entity.js';

/** A webhook as the contract shows it. */
export function toWebhook(webhook: WebhookEntity): Webhook {
  return {
    id: webhook.id,
    url: webhook.url,
    events: webhook.events,
    track_id: webhook.trackId,
    driver_name: webhook.driverName,
    created_at: webhook.createdAt.toISOString(),
    failing_since: webhook.failingSince?.toISOString() ?? null,
    switched_off_at: webhook.switchedOffAt?.toISOString() ?? null,
    switched_off_reason: webhook.switchedOffReason,
  };
}

/** A delivery as the contract shows it. */
export function toDelivery(delivery: WebhookDeliveryEntity): WebhookDelivery {
  return {
    id: delivery.id,
    event: delivery.event,
    subject_id: delivery.subjectId,
    created_at: delivery.createdAt.toISOString(),
    state: delivery.state,
    attempts: delivery.attempts,
    last_attempt_at: delivery.lastAttemptAt?.toISOString() ?? null,
    next_attempt_at: delivery.nextAttemptAt?.toISOString() ?? null,
    response_status: delivery.responseStatus,
    error: delivery.error,
  };
}
