import type { Webhook, WebhookDelivery, WebhookEvent } from '@trackside/contracts';
import { ago } from '../calendar/age';

/** What a webhook can be told of, in the order of the form. */
export const EVENT_WORDS: readonly { event: WebhookEvent; words: string }[] = [
  { event: 'practice_day.listed', words: 'a new practice day' },
  { event: 'practice_session.read', words: 'a session with its laps' },
  { event: 'import.finished', words: 'an import of mine has ended' },
  { event: 'event.results_final', words: 'final race results' },
];

/** `a new practice day`. */
export function eventWords(event: WebhookEvent): string {
  return EVENT_WORDS.find((one) => one.event === event)?.words ?? event;
}

/** Why nothing is sent, or arrives; null where all is well. */
export function troubleOf(webhook: Webhook, nowMs: number): string | null {
  if (webhook.switched_off_at !== null) {
    const why =
      webhook.switched_off_reason === 'gone'
        ? 'the receiver said that it is gone'
        : 'the receiver failed for days';
    return `Switched off ${ago(webhook.switched_off_at, nowMs)}: ${why}. Send a message again to switch it on.`;
  }
  if (webhook.failing_since === null) {
    return null;
  }
  return `Fails since ${ago(webhook.failing_since, nowMs)}. It is tried again.`;
}

/** `delivered 5 min ago · 204 · 2 attempts`. */
export function factsOf(delivery: WebhookDelivery, nowMs: number): string {
  const { state, attempts, last_attempt_at: last, error, next_attempt_at: next } = delivery;
  const when = last === null ? 'not sent yet' : `${state} ${ago(last, nowMs)}`;
  const tries = attempts > 1 ? [`${attempts} attempts`] : [];
  const answer = error ?? delivery.response_status?.toString();
  const again = next === null || last === null ? [] : [`again ${inWords(next, nowMs)}`];
  return [when, ...(answer ? [answer] : []), ...tries, ...again].join(' · ');
}

/** `in 10 min`. */
function inWords(instant: string, nowMs: number): string {
  const minutes = Math.ceil((Date.parse(instant) - nowMs) / 60_000);
  if (minutes < 2) {
    return 'within a minute';
  }
  return minutes < 120 ? `in ${minutes} min` : `in ${Math.round(minutes / 60)} h`;
}
