/** What a webhook can be told of. */
export const WEBHOOK_EVENTS = [
  'practice_day.listed',
  'practice_session.read',
  'import.finished',
  'event.results_final',
] as const;
export type WebhookEvent = (typeof WEBHOOK_EVENTS)[number];

/** Body of `POST /webhooks`. */
export interface NewWebhookRequest {
  url: string;
  events: WebhookEvent[];
  /** Left out: any track. */
  track_id?: string;
  /** Of sessions: those of this driver alone; left out: anybody's. */
  driver_name?: string;
}

/** Why nothing is sent any more: the receiver answered 410, or failed for days. */
export type WebhookOffReason = 'gone' | 'failing';

/** An address that is told what happens. */
export interface Webhook {
  id: string;
  url: string;
  events: WebhookEvent[];
  track_id: string | null;
  driver_name: string | null;
  created_at: string;
  /** Since when every attempt has failed; null where the last one did not. */
  failing_since: string | null;
  /** Since when nothing is sent any more, and why; null while it is on. */
  switched_off_at: string | null;
  switched_off_reason: WebhookOffReason | null;
}

/** The answer to `POST /webhooks`, and to nothing else. */
export interface NewWebhook extends Webhook {
  /** `whsec_` and 32 bytes as base64, as Standard Webhooks has it. */
  secret: string;
}

export const WEBHOOK_DELIVERY_STATES = ['pending', 'delivered', 'failed'] as const;
export type WebhookDeliveryState = (typeof WEBHOOK_DELIVERY_STATES)[number];

/** One message to one webhook, and how its sending went. */
export interface WebhookDelivery {
  /** Also the `webhook-id` of every attempt. */
  id: string;
  event: WebhookEvent;
  /** What it is about: a practice day, a session, a job or a race event. */
  subject_id: string;
  created_at: string;
  state: WebhookDeliveryState;
  attempts: number;
  last_attempt_at: string | null;
  /** Null when no further one follows. */
  next_attempt_at: string | null;
  /** HTTP status of the last answer; null without one. */
  response_status: number | null;
  /** Why the last attempt failed; null when it did not. */
  error: string | null;
}

/** `data` of `practice_day.listed`. */
export interface ListedDayNews {
  event_id: string;
  track_id: string;
  track_slug: string;
  track_name: string;
  date: string;
  session_count: number;
}

/** `data` of `practice_session.read`. */
export interface ReadSessionNews {
  session_id: string;
  event_id: string;
  track_id: string;
  track_slug: string;
  track_name: string;
  date: string;
  driver_name: string;
  class_name: string | null;
  transponder: string | null;
  /** Track-local `YYYY-MM-DDTHH:MM:SS`. */
  started_at: string;
  lap_count: number | null;
  fastest_lap_seconds: number | null;
}

/** `data` of `import.finished`. */
export interface FinishedImportNews {
  job_id: string;
  state: 'completed' | 'failed' | 'cancelled';
  track_id: string;
  track_slug: string;
  track_name: string;
  days_total: number;
  /** The newest, at most 100; none of an import of a race event. */
  days: { date: string; event_id: string | null; state: string }[];
  /** The race event that was imported; left out of an import of practice. */
  event_id?: string;
}

/** `data` of `event.results_final`. */
export interface FinalResultsNews {
  event_id: string;
  track_id: string;
  track_slug: string;
  track_name: string;
  name: string;
  start_date: string | null;
  end_date: string | null;
  race_count: number;
}

/** What is posted, as JSON. */
export type WebhookMessage =
  | { type: 'practice_day.listed'; timestamp: string; data: ListedDayNews }
  | { type: 'practice_session.read'; timestamp: string; data: ReadSessionNews }
  | { type: 'import.finished'; timestamp: string; data: FinishedImportNews }
  | { type: 'event.results_final'; timestamp: string; data: FinalResultsNews };
