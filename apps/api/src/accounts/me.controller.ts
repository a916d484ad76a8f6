import { Body, Controller, Delete, Get, HttpCode, Post, Put, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { CurrentUser, type Principal } from '../access/current-user.js';
import { Needs } from '../access/needs.js';
import { ApiCanFail } from '../http/api-failures.js';
import { ApiResult } from '../http/api-result.js';
import { NoQueryDto } from '../http/no-query.dto.js';
import { AccountExportDto, LocalBelongingsDto, MeDto } from './account-results.dto.js';
import { NamesDto, TakeOverDto } from './accounts.dto.js';
import { AccountAnswers } from './account-answers.js';
import { SignInAnswers } from './sign-in-answers.js';

@ApiTags('accounts')
@Controller('me')
export class MeController {
  constructor(
    private readonly signIns: SignInAnswers,
    private readonly accounts: AccountAnswers,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'getMe', summary: 'Who asks, and what they may do' })
  @ApiResult(MeDto)
  find(@CurrentUser() principal: Principal, @Query() _: NoQueryDto): Promise<MeDto> {
    return this.signIns.describe(principal);
  }

  @Get('export')
  @Needs('read', { session: 'suffices' })
  @ApiOperation({ operationId: 'exportMe', summary: 'All that the account holds' })
  @ApiResult(AccountExportDto)
  async export(
    @CurrentUser() principal: Principal,
    @Query() _: NoQueryDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AccountExportDto> {
    void reply.header('content-disposition', 'attachment; filename="trackside-account.json"');
    return this.accounts.export(principal, await this.signIns.describe(principal));
  }

  @Put('names')
  @Needs('read', { session: 'only' })
  @ApiOperation({
    operationId: 'setMyNames',
    summary: 'Say under which names and transponders you drive',
  })
  @ApiResult(MeDto)
  @ApiCanFail('CONFLICT')
  async setNames(
    @CurrentUser() principal: Principal,
    @Body() { names }: NamesDto,
    @Query() _: NoQueryDto,
  ): Promise<MeDto> {
    await this.accounts.setNames(principal, names);
    return this.signIns.describe(principal);
  }

  @Get('take-over')
  @Needs('read', { session: 'only' })
  @ApiOperation({
    operationId: 'getLocalBelongings',
    summary: 'What the local user has, from before people signed in; told to admins',
  })
  @ApiResult(LocalBelongingsDto)
  belongings(
    @CurrentUser() principal: Principal,
    @Query() _: NoQueryDto,
  ): Promise<LocalBelongingsDto> {
    return this.accounts.localBelongings(principal);
  }

  @Post('take-over')
  @HttpCode(200)
  @Needs('read', { session: 'only' })
  @ApiOperation({
    operationId: 'takeOver',
    summary: 'Take over what the browser, or the local user, held before the account',
  })
  @ApiResult(MeDto)
  @ApiCanFail('CONFLICT')
  async takeOver(
    @CurrentUser() principal: Principal,
    @Body() body: TakeOverDto,
    @Query() _: NoQueryDto,
  ): Promise<MeDto> {
    await this.accounts.takeOver(principal, body);
    return this.signIns.describe(principal);
  }

  @Delete()
  @Needs('read', { session: 'only' })
  @ApiOperation({
    operationId: 'deleteMe',
    summary: 'Delete the account with its sessions, keys and favourites',
    description: 'What was imported stays: it is nobody’s own. The only admin can’t leave.',
  })
  @ApiResult(MeDto)
  @ApiCanFail('CONFLICT')
  async remove(@CurrentUser() principal: Principal, @Query() _: NoQueryDto): Promise<MeDto> {
    const me = await this.signIns.describe(principal);
    await this.accounts.remove(principal, principal.userId);
    return me;
  }
}
