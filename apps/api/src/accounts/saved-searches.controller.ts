import { Body, Controller, Delete, Get, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentUser, type Principal } from '../access/current-user.js';
import { Needs } from '../access/needs.js';
import { ApiCanFail } from '../http/api-failures.js';
import { ApiResult } from '../http/api-result.js';
import { NoQueryDto } from '../http/no-query.dto.js';
import { AccountAnswers } from './account-answers.js';
import { SavedSearchDto, SavedSearchesDto } from './account-results.dto.js';
import { NewSavedSearchDto, SavedSearchParamsDto } from './accounts.dto.js';

@ApiTags('accounts')
@Controller('saved-searches')
export class SavedSearchesController {
  constructor(private readonly accounts: AccountAnswers) {}

  @Get()
  @ApiOperation({ operationId: 'listSavedSearches', summary: 'Your saved searches, newest first' })
  @ApiResult(SavedSearchesDto)
  async list(
    @CurrentUser() principal: Principal,
    @Query() _: NoQueryDto,
  ): Promise<SavedSearchesDto> {
    return { items: await this.accounts.listSearches(principal), next_cursor: null };
  }

  @Post()
  @Needs('import', { session: 'suffices' })
  @ApiOperation({ operationId: 'saveSearch', summary: 'Save a search, to make it again' })
  @ApiResult(SavedSearchDto, { status: 201 })
  @ApiCanFail('TRACK_NOT_FOUND', 'CONFLICT')
  save(
    @CurrentUser() principal: Principal,
    @Body() body: NewSavedSearchDto,
    @Query() _: NoQueryDto,
  ): Promise<SavedSearchDto> {
    return this.accounts.saveSearch(principal, body);
  }

  @Delete(':id')
  @Needs('import', { session: 'suffices' })
  @ApiOperation({ operationId: 'deleteSavedSearch', summary: 'Forget a saved search' })
  @ApiResult(SavedSearchDto)
  @ApiCanFail('NOT_FOUND')
  forget(
    @CurrentUser() principal: Principal,
    @Param() { id }: SavedSearchParamsDto,
    @Query() _: NoQueryDto,
  ): Promise<SavedSearchDto> {
    return this.accounts.forgetSearch(principal, id);
  }
}
