import { Injectable } from '@angular/core';
import type {
  NewWebhook,
  NewWebhookRequest,
  Page,
  Webhook,
  WebhookDelivery,
} from '@trackside/contracts';
import { call } from '../api/trackside-api';

/** Webhooks and what they were sent, one method a route. Every method rejects with `ApiError`. */
@Injectable({ providedIn: 'root' })
export class WebhooksApi {
  async list(): Promise<Webhook[]> {
    return (await call<Page<Webhook>>('/webhooks', {})).items;
  }

  make(body: NewWebhookRequest): Promise<NewWebhook> {
    return call('/webhooks', { method: 'POST', body });
  }

  async remove(id: string): Promise<void> {
    await call(addressOf(id), { method: 'DELETE' });
  }

  /** The newest first. */
  deliveries(id: string, cursor: string | null): Promise<Page<WebhookDelivery>> {
    const next = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    return call(`${addressOf(id)}/deliveries?limit=20${next}`, {});
  }

  sendAgain(id: string, deliveryId: string): Promise<WebhookDelivery> {
    const path = `${addressOf(id)}/deliveries/${encodeURIComponent(deliveryId)}/resend`;
    return call(path, { method: 'POST' });
  }
}

function addressOf(id: string): string {
  return `/webhooks/${encodeURIComponent(id)}`;
}
