import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayNotEmpty, ArrayUnique, IsIn, IsUUID } from 'class-validator';
import { type NewWebhookRequest, WEBHOOK_EVENTS, type WebhookEvent } from '@trackside/contracts';
import { IsName, IsPlainText, MayBeLeftOut, PageCursor, PageLimit } from '../http/checks.js';

const MOST_URL_LENGTH = 2_000;

export class NewWebhookDto implements NewWebhookRequest {
  /**
   * Where messages are posted: `https`, on port 443 or from 1024 on, without user, password and
   * fragment, at a public address.
   */
  @ApiProperty({ example: 'https://club.example/hooks/trackside' })
  @IsPlainText(MOST_URL_LENGTH)
  url: string;

  /** `event.results_final`: an import has found every ranking of an event final. */
  @ApiProperty({ enum: WEBHOOK_EVENTS, isArray: true, example: ['practice_day.listed'] })
  @ArrayNotEmpty({ message: 'events must name at least one' })
  @ArrayUnique({ message: 'events must name each once' })
  @IsIn(WEBHOOK_EVENTS, { each: true, message: `events must be of ${WEBHOOK_EVENTS.join(', ')}` })
  events: WebhookEvent[];

  /** Left out: any track. */
  @ApiPropertyOptional({ format: 'uuid' })
  @MayBeLeftOut()
  @IsUUID()
  track_id?: string;

  /** Of sessions: those of this driver alone. Left out: anybody's. */
  @ApiPropertyOptional()
  @MayBeLeftOut()
  @IsName()
  driver_name?: string;
}

export class WebhookParamsDto {
  @IsUUID()
  id: string;
}

export class DeliveryParamsDto extends WebhookParamsDto {
  @IsUUID()
  delivery_id: string;
}

export class DeliveriesQueryDto {
  /** Most deliveries in one answer, 1 to 100. */
  @PageLimit()
  limit: number = 50;

  /** `next_cursor` of the answer before. */
  @PageCursor()
  cursor?: string;
}
