import { Controller, Delete, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentUser, type Principal } from '../access/current-user.js';
import { Needs } from '../access/needs.js';
import { ApiCanFail } from '../http/api-failures.js';
import { ApiResult } from '../http/api-result.js';
import { NoQueryDto } from '../http/no-query.dto.js';
import { MeDto } from './account-results.dto.js';
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
