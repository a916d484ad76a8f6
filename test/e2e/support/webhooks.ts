import type { NewWebhook, NewWebhookRequest, WebhookDelivery } from '@trackside/contracts';
import type { Stage } from './trackside-fixture.js';

/** Longer than a tick of the worker. */
export const WEBHOOK_PATIENCE_MS = 20_000;

/** A webhook of the local user's, for new practice days if nothing else is said. */
export async function makeWebhook(
  { agent }: Pick<Stage, 'agent'>,
  wish: Partial<NewWebhookRequest> & { url: string },
): Promise<NewWebhook> {
  const body = { events: ['practice_day.listed'], ...wish };
  const answer = await agent.post('/api/v1/webhooks').send(body).expect(201);
  return answer.body.data as NewWebhook;
}

export async function deliveriesOf(
  { agent }: Pick<Stage, 'agent'>,
  { id }: { id: string },
): Promise<WebhookDelivery[]> {
  const { body } = await agent.get(`/api/v1/webhooks/${id}/deliveries?limit=100`).expect(200);
  return body.data.items as WebhookDelivery[];
}

/** Has a month read, as a search does. */
export async function discoverMonth(
  { agent }: Pick<Stage, 'agent'>,
  trackId: string,
  date: string,
): Promise<void> {
  const [year, month] = date.split('-').map(Number);
  const body = { track_id: trackId, year, month };
  await agent.post('/api/v1/practice-days/discover').send(body).expect(200);
}
