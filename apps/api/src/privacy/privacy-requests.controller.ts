import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Param,
  Post,
  Query,
  Req,
  Res,
} from '@nestjs/common';
import { ApiBody, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { PrivacyRequests } from '@trackside/privacy';
import { Needs } from '../access/needs.js';
import { ApiCanFail } from '../http/api-failures.js';
import { ApiResult } from '../http/api-result.js';
import { NoQueryDto } from '../http/no-query.dto.js';
import { PrivacyAnswers } from './privacy-answers.js';
import {
  NewPrivacyRequestDto,
  PrivacyParamsDto,
  PrivacyRequestDto,
  PrivacyRequestReceiptDto,
  PrivacyRequestsDto,
  REQUEST_EXAMPLE,
} from './privacy.dto.js';

@ApiTags('privacy')
@Controller('privacy/requests')
export class PrivacyRequestsController {
  constructor(
    private readonly answers: PrivacyAnswers,
    private readonly requests: PrivacyRequests,
  ) {}

  @Post()
  @HttpCode(202)
  @ApiOperation({
    operationId: 'askToHideName',
    summary: 'Ask that a name be hidden; anybody may',
    description:
      'An admin decides. Until then name, reason and contact are kept, for 90 days at most. The ' +
      'answer is the same whether anybody has the name or not.',
  })
  @ApiBody({ type: NewPrivacyRequestDto, examples: { at_a_track: { value: REQUEST_EXAMPLE } } })
  @ApiResult(PrivacyRequestReceiptDto, { status: 202 })
  @ApiCanFail('TRACK_NOT_FOUND', 'RATE_LIMITED')
  ask(
    @Body() body: NewPrivacyRequestDto,
    @Query() _: NoQueryDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PrivacyRequestReceiptDto> {
    return this.answers.ask(body, request, reply);
  }

  @Get()
  @Needs('admin')
  @ApiOperation({
    operationId: 'listPrivacyRequests',
    summary: 'Requests that wait for an admin, the one that waits longest first',
  })
  @ApiResult(PrivacyRequestsDto)
  async list(@Query() _: NoQueryDto): Promise<PrivacyRequestsDto> {
    return { items: await this.requests.list(), next_cursor: null };
  }

  @Delete(':id')
  @Needs('admin')
  @ApiOperation({
    operationId: 'declinePrivacyRequest',
    summary: 'Decline a request: nothing is hidden, and nothing of it is kept',
  })
  @ApiResult(PrivacyRequestDto)
  @ApiCanFail('NOT_FOUND')
  decline(@Param() { id }: PrivacyParamsDto, @Query() _: NoQueryDto): Promise<PrivacyRequestDto> {
    return this.requests.decline(id);
  }
}
