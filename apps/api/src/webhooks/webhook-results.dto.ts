import { ApiProperty } from '@nestjs/swagger';
import {
  type NewWebhook,
  type Page,
  type Webhook,
  WEBHOOK_DELIVERY_STATES,
  WEBHOOK_EVENTS,
  type WebhookDelivery,
  type WebhookDeliveryState,
  type WebhookEvent,
  type WebhookOffReason,
} from '@trackside/contracts';

export class WebhookDto implements Webhook {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty({ example: 'https://club.example/hooks/trackside' })
  url: string;
  @ApiProperty({ enum: WEBHOOK_EVENTS, isArray: true, example: ['practice_day.listed'] })
  events: WebhookEvent[];
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  track_id: string | null;
  @ApiProperty({ type: String, nullable: true })
  driver_name: string | null;
  @ApiProperty({ format: 'date-time' })
  created_at: string;
  /** Since when every attempt has failed; null where the last one did not. */
  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: null })
  failing_since: string | null;
  /** Since when nothing is sent any more; a message sent again that arrives switches it on. */
  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: null })
  switched_off_at: string | null;
  /** The receiver answered 410, or failed for three days. */
  @ApiProperty({ enum: ['gone', 'failing', null], type: String, nullable: true, example: null })
  switched_off_reason: WebhookOffReason | null;
}

export class NewWebhookResultDto extends WebhookDto implements NewWebhook {
  /** Told here and never again. */
  @ApiProperty({ example: 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD' })
  secret: string;
}

export class WebhooksDto implements Page<Webhook> {
  items: WebhookDto[];
  /** All of them are in one answer. */
  @ApiProperty({ type: String, nullable: true, example: null })
  next_cursor: string | null;
}

export class WebhookDeliveryDto implements WebhookDelivery {
  /** Also the `webhook-id` of every attempt. */
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty({ enum: WEBHOOK_EVENTS })
  event: WebhookEvent;
  /** A practice day, a session or a job. */
  @ApiProperty({ format: 'uuid' })
  subject_id: string;
  @ApiProperty({ format: 'date-time' })
  created_at: string;
  @ApiProperty({ enum: WEBHOOK_DELIVERY_STATES, example: 'delivered' })
  state: WebhookDeliveryState;
  @ApiProperty({ type: 'integer' })
  attempts: number;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  last_attempt_at: string | null;
  /** Null when no further one follows. */
  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: null })
  next_attempt_at: string | null;
  /** HTTP status of the last answer; null without one. */
  @ApiProperty({ type: 'integer', nullable: true, example: 204 })
  response_status: number | null;
  /** Why the last attempt failed; null when it did not. */
  @ApiProperty({ type: String, nullable: true, example: null })
  error: string | null;
}

export class WebhookDeliveriesDto implements Page<WebhookDelivery> {
  items: WebhookDeliveryDto[];
  @ApiProperty({ type: String, nullable: true, example: null })
  next_cursor: string | null;
}
