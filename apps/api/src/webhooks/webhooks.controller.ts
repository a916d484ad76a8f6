import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Webhooks } from '@trackside/webhooks';
import { CurrentUser, type Principal } from '../access/current-user.js';
import { Needs } from '../access/needs.js';
import { EXAMPLE } from '../http/examples.js';
import { ApiCanFail } from '../http/api-failures.js';
import { ApiResult } from '../http/api-result.js';
import { NoQueryDto } from '../http/no-query.dto.js';
import {
  NewWebhookResultDto,
  WebhookDeliveriesDto,
  WebhookDeliveryDto,
  WebhookDto,
  WebhooksDto,
} from './webhook-results.dto.js';
import { WebhookAnswers } from './webhook-answers.js';
import {
  DeliveriesQueryDto,
  DeliveryParamsDto,
  NewWebhookDto,
  WebhookParamsDto,
} from './webhooks.dto.js';

const WISHES = {
  track: {
    summary: 'New practice days at a track, and the sessions of a driver there',
    value: {
      url: 'https://club.example/hooks/trackside',
      events: ['practice_day.listed', 'practice_session.read'],
      track_id: EXAMPLE.trackId,
      driver_name: EXAMPLE.session.driver_name,
    },
  },
};

/** A key that only reads sends nothing to anywhere: what does needs the scope of imports. */
@ApiTags('webhooks')
@Controller('webhooks')
export class WebhooksController {
  constructor(
    private readonly webhooks: Webhooks,
    private readonly answers: WebhookAnswers,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'listWebhooks', summary: 'Your webhooks, newest first' })
  @ApiResult(WebhooksDto)
  async list(@CurrentUser() { userId }: Principal, @Query() _: NoQueryDto): Promise<WebhooksDto> {
    return { items: await this.webhooks.list(userId), next_cursor: null };
  }

  @Post()
  @Needs('import', { session: 'suffices' })
  @ApiOperation({
    operationId: 'createWebhook',
    summary: 'Make a webhook; its secret is told here and never again',
    description:
      'Messages `{type, timestamp, data}` are posted as JSON and signed after Standard Webhooks: ' +
      '`webhook-id` (the same at each attempt), `webhook-timestamp`, `webhook-signature`. ' +
      'An answer 2xx within 10 s is success; else it is tried again after 5 s, 30 s, 2 min, ' +
      '10 min, 1 h, 4 h and 12 h. 410, or three days of failures alone, switch the webhook off. ' +
      '`practice_day.listed`: a day not older than two weeks was found. ' +
      '`practice_session.read`: the laps of a session were read for the first time. ' +
      '`import.finished`: an import that you asked for has ended. ' +
      '`event.results_final` is sent when an import has found every ranking of an event final.',
  })
  @ApiBody({ type: NewWebhookDto, examples: WISHES })
  @ApiResult(NewWebhookResultDto, { status: 201 })
  @ApiCanFail('TRACK_NOT_FOUND', 'CONFLICT')
  make(
    @CurrentUser() principal: Principal,
    @Body() body: NewWebhookDto,
    @Query() _: NoQueryDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<NewWebhookResultDto> {
    void reply.header('cache-control', 'no-store');
    return this.answers.make(principal, body);
  }

  @Get(':id')
  @ApiOperation({ operationId: 'getWebhook', summary: 'A webhook of yours' })
  @ApiResult(WebhookDto)
  @ApiCanFail('NOT_FOUND')
  find(
    @CurrentUser() { userId }: Principal,
    @Param() { id }: WebhookParamsDto,
    @Query() _: NoQueryDto,
  ): Promise<WebhookDto> {
    return this.webhooks.find(userId, id);
  }

  @Delete(':id')
  @Needs('import', { session: 'suffices' })
  @ApiOperation({ operationId: 'deleteWebhook', summary: 'Delete a webhook and its deliveries' })
  @ApiResult(WebhookDto)
  @ApiCanFail('NOT_FOUND')
  remove(
    @CurrentUser() { userId }: Principal,
    @Param() { id }: WebhookParamsDto,
    @Query() _: NoQueryDto,
  ): Promise<WebhookDto> {
    return this.webhooks.remove(userId, id);
  }

  @Get(':id/deliveries')
  @ApiOperation({
    operationId: 'listWebhookDeliveries',
    summary: 'What was sent in the last 30 days, or is to be, newest first',
  })
  @ApiResult(WebhookDeliveriesDto)
  @ApiCanFail('NOT_FOUND')
  deliveries(
    @CurrentUser() { userId }: Principal,
    @Param() { id }: WebhookParamsDto,
    @Query() query: DeliveriesQueryDto,
  ): Promise<WebhookDeliveriesDto> {
    return this.webhooks.listDeliveries(userId, id, query);
  }

  @Post(':id/deliveries/:delivery_id/resend')
  @HttpCode(202)
  @Needs('import', { session: 'suffices' })
  @ApiOperation({
    operationId: 'resendWebhookDelivery',
    summary: 'Send a message once more, at once, with the same webhook-id',
  })
  @ApiResult(WebhookDeliveryDto, { status: 202 })
  @ApiCanFail('NOT_FOUND')
  resend(
    @CurrentUser() { userId }: Principal,
    @Param() { id, delivery_id: deliveryId }: DeliveryParamsDto,
    @Query() _: NoQueryDto,
  ): Promise<WebhookDeliveryDto> {
    return this.webhooks.resend(userId, id, deliveryId);
  }
}
