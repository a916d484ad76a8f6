import { Body, Controller, Delete, Get, Param, Post, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { CurrentUser, type Principal } from '../access/current-user.js';
import { Needs } from '../access/needs.js';
import { ApiCanFail } from '../http/api-failures.js';
import { ApiResult } from '../http/api-result.js';
import { NoQueryDto } from '../http/no-query.dto.js';
import { AccountAnswers } from './account-answers.js';
import { ApiKeyDto, ApiKeysDto, NewApiKeyResultDto } from './account-results.dto.js';
import { ApiKeyParamsDto, NewApiKeyDto } from './accounts.dto.js';

@ApiTags('accounts')
@Controller('api-keys')
export class ApiKeysController {
  constructor(private readonly accounts: AccountAnswers) {}

  @Get()
  @Needs('admin', { session: 'suffices' })
  @ApiOperation({ operationId: 'listApiKeys', summary: 'Your keys, newest first' })
  @ApiResult(ApiKeysDto)
  async list(@CurrentUser() principal: Principal, @Query() _: NoQueryDto): Promise<ApiKeysDto> {
    return { items: await this.accounts.listKeys(principal) };
  }

  @Post()
  @Needs('admin', { session: 'suffices' })
  @ApiOperation({
    operationId: 'createApiKey',
    summary: 'Make a key; its secret is told here and never again',
    description: 'No key can do more than who makes it. Two of one name may live at once.',
  })
  @ApiResult(NewApiKeyResultDto, { status: 201 })
  @ApiCanFail('CONFLICT')
  make(
    @CurrentUser() principal: Principal,
    @Body() body: NewApiKeyDto,
    @Query() _: NoQueryDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<NewApiKeyResultDto> {
    void reply.header('cache-control', 'no-store');
    return this.accounts.makeKey(principal, body);
  }

  @Delete(':id')
  @Needs('admin', { session: 'suffices' })
  @ApiOperation({ operationId: 'revokeApiKey', summary: 'Revoke a key; its streams end' })
  @ApiResult(ApiKeyDto)
  @ApiCanFail('NOT_FOUND')
  revoke(
    @CurrentUser() principal: Principal,
    @Param() { id }: ApiKeyParamsDto,
    @Query() _: NoQueryDto,
  ): Promise<ApiKeyDto> {
    return this.accounts.revokeKey(principal, id);
  }
}
