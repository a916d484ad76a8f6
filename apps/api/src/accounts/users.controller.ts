import { Body, Controller, Delete, Get, Param, Post, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { CurrentUser, type Principal } from '../access/current-user.js';
import { Needs } from '../access/needs.js';
import { ApiCanFail } from '../http/api-failures.js';
import { ApiResult } from '../http/api-result.js';
import { NoQueryDto } from '../http/no-query.dto.js';
import { AccountAnswers } from './account-answers.js';
import {
  ApiKeyDto,
  InvitationDto,
  UserDto,
  UsersApiKeysDto,
  UsersDto,
} from './account-results.dto.js';
import { ApiKeyParamsDto, InvitationRequestDto, UserParamsDto } from './accounts.dto.js';

@ApiTags('accounts')
@Controller('users')
export class UsersController {
  constructor(private readonly accounts: AccountAnswers) {}

  @Get()
  @Needs('admin')
  @ApiOperation({ operationId: 'listUsers', summary: 'Who has an account, in order of coming' })
  @ApiResult(UsersDto)
  async list(@Query() _: NoQueryDto): Promise<UsersDto> {
    return { items: await this.accounts.listUsers() };
  }

  @Post()
  @Needs('admin')
  @ApiOperation({
    operationId: 'inviteUser',
    summary: 'A link that makes an account, or gives an account a new password',
    description: 'Nobody is sent mail: pass the link on. It is good once, for a day.',
  })
  @ApiResult(InvitationDto, { status: 201 })
  @ApiCanFail('CONFLICT')
  invite(
    @CurrentUser() principal: Principal,
    @Body() body: InvitationRequestDto,
    @Query() _: NoQueryDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<InvitationDto> {
    void reply.header('cache-control', 'no-store');
    return this.accounts.invite(principal, body);
  }

  @Delete(':id')
  @Needs('admin')
  @ApiOperation({ operationId: 'deleteUser', summary: 'Delete an account with all it holds' })
  @ApiResult(UserDto)
  @ApiCanFail('CONFLICT', 'NOT_FOUND')
  remove(
    @CurrentUser() principal: Principal,
    @Param() { id }: UserParamsDto,
    @Query() _: NoQueryDto,
  ): Promise<UserDto> {
    return this.accounts.removeUser(principal, id);
  }

  @Get('api-keys')
  @Needs('admin')
  @ApiOperation({ operationId: 'listUsersApiKeys', summary: "Everybody's keys, newest first" })
  @ApiResult(UsersApiKeysDto)
  async listKeys(@Query() _: NoQueryDto): Promise<UsersApiKeysDto> {
    return { items: await this.accounts.listAllKeys() };
  }

  @Delete('api-keys/:id')
  @Needs('admin')
  @ApiOperation({
    operationId: 'revokeUsersApiKey',
    summary: "Revoke anybody's key; its streams end",
  })
  @ApiResult(ApiKeyDto)
  @ApiCanFail('NOT_FOUND')
  revokeKey(@Param() { id }: ApiKeyParamsDto, @Query() _: NoQueryDto): Promise<ApiKeyDto> {
    return this.accounts.revokeAnyKey(id);
  }
}
