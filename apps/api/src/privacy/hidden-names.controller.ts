import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiTags } from '@nestjs/swagger';
import { HiddenNames } from '@trackside/privacy';
import { Needs } from '../access/needs.js';
import { ApiCanFail } from '../http/api-failures.js';
import { ApiResult } from '../http/api-result.js';
import { NoQueryDto } from '../http/no-query.dto.js';
import { PrivacyAnswers } from './privacy-answers.js';
import {
  HiddenNameDto,
  HiddenNamesDto,
  NAME_EXAMPLE,
  NewHiddenNameDto,
  PrivacyParamsDto,
} from './privacy.dto.js';

@ApiTags('privacy')
@Controller('privacy/hidden-names')
export class HiddenNamesController {
  constructor(
    private readonly answers: PrivacyAnswers,
    private readonly names: HiddenNames,
  ) {}

  @Get()
  @Needs('admin')
  @ApiOperation({
    operationId: 'listHiddenNames',
    summary: 'Where names are hidden, newest first',
    description: 'Of a name only a keyed hash is kept, so nobody can read which one it is.',
  })
  @ApiResult(HiddenNamesDto)
  async list(@Query() _: NoQueryDto): Promise<HiddenNamesDto> {
    return { items: await this.names.list(), next_cursor: null };
  }

  @Post()
  @HttpCode(200)
  @Needs('admin')
  @ApiOperation({
    operationId: 'hideName',
    summary: 'Hide a name, at a track or everywhere; requests for it are granted',
    description:
      'When this answers, the name and its transponders are gone from all that is stored, and every ' +
      'answer says "Hidden driver 1" instead; sessions and totals stay. For a name that is hidden ' +
      'already the answer is its entry.',
  })
  @ApiBody({ type: NewHiddenNameDto, examples: { at_a_track: { value: NAME_EXAMPLE } } })
  @ApiResult(HiddenNameDto)
  @ApiCanFail('TRACK_NOT_FOUND')
  hide(@Body() body: NewHiddenNameDto, @Query() _: NoQueryDto): Promise<HiddenNameDto> {
    return this.answers.hide(body);
  }

  @Delete(':id')
  @Needs('admin')
  @ApiOperation({
    operationId: 'unhideName',
    summary: 'Hide a name no more',
    description:
      'The name was taken out of what is stored, so it does not come back at once: each day has it ' +
      'again when its page at LiveRC is read the next time.',
  })
  @ApiResult(HiddenNameDto)
  @ApiCanFail('NOT_FOUND')
  unhide(@Param() { id }: PrivacyParamsDto, @Query() _: NoQueryDto): Promise<HiddenNameDto> {
    return this.names.unhide(id);
  }
}
