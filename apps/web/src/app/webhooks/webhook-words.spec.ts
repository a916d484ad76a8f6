import type { Webhook, WebhookDelivery } from '@trackside/contracts';
import { eventWords, factsOf, troubleOf } from './webhook-words';

const NOW = Date.parse('2026-11-27T12:00:00.000Z');

const WEBHOOK: Webhook = {
  id: '1',
  url: 'https://club.example/hook',
  events: ['import.finished'],
  track_id: null,
  driver_name: null,
  created_at: '2026-11-20T12:00:00.000Z',
  failing_since: null,
  switched_off_at: null,
  switched_off_reason: null,
};

const DELIVERY: WebhookDelivery = {
  id: '2',
  event: 'import.finished',
  subject_id: '3',
  created_at: '2026-11-27T11:00:00.000Z',
  state: 'delivered',
  attempts: 1,
  last_attempt_at: '2026-11-27T11:55:00.000Z',
  next_attempt_at: null,
  response_status: 204,
  error: null,
};

describe('the words for webhooks', () => {
  it('name what happened, also what is not known yet', () => {
    expect(eventWords('practice_day.listed')).toBe('a new practice day');
    expect(eventWords('lap.driven' as never)).toBe('lap.driven');
  });

  it('say how a message fared', () => {
    expect(factsOf(DELIVERY, NOW)).toBe('delivered 5 min ago · 204');
    const pending = {
      ...DELIVERY,
      state: 'pending' as const,
      attempts: 4,
      response_status: null,
      error: 'did not answer in time',
      next_attempt_at: '2026-11-27T12:08:30.000Z',
    };
    expect(factsOf(pending, NOW)).toBe(
      'pending 5 min ago · did not answer in time · 4 attempts · again in 9 min',
    );
    const hours = { ...pending, next_attempt_at: '2026-11-27T15:55:00.000Z' };
    expect(factsOf(hours, NOW)).toMatch(/again in 4 h$/);
    const first = { ...pending, attempts: 0, last_attempt_at: null, error: null };
    expect(factsOf(first, NOW)).toBe('not sent yet');
  });

  it('say why nothing arrives', () => {
    expect(troubleOf(WEBHOOK, NOW)).toBeNull();
    expect(troubleOf({ ...WEBHOOK, failing_since: '2026-11-27T09:00:00.000Z' }, NOW)).toBe(
      'Fails since 3 h ago. It is tried again.',
    );
    const off = { ...WEBHOOK, switched_off_at: '2026-11-25T11:00:00.000Z' };
    expect(troubleOf({ ...off, switched_off_reason: 'gone' }, NOW)).toMatch(
      /^Switched off 2 days ago: the receiver said that it is gone\./,
    );
    expect(troubleOf({ ...off, switched_off_reason: 'failing' }, NOW)).toMatch(/failed for days/);
  });
});
