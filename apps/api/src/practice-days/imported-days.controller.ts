import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { DayChanges, ImportedDays, PracticeSearch } from '@trackside/practice-days';
import { ChangesQueryDto, PageChangesDto } from '../http/page-changes.dto.js';
import { ApiCanFail } from '../http/api-failures.js';
import { ApiResult } from '../http/api-result.js';
import { ConditionalRead } from '../http/conditional-reads.js';
import {
  DaySessionsQueryDto,
  PracticeDayParamsDto,
  PracticeSearchQueryDto,
  SessionParamsDto,
} from './dto/study.dto.js';
import {
  DaySessionsPageDto,
  FoundPracticeDaysPageDto,
  ImportedPracticeDayDetailDto,
  LapsPageDto,
} from './dto/study-results.dto.js';
import { NoQueryDto } from '../http/no-query.dto.js';

@ApiTags('practice days')
@Controller('practice-days')
export class ImportedDaysController {
  constructor(
    private readonly days: ImportedDays,
    private readonly practice: PracticeSearch,
    private readonly dayChanges: DayChanges,
  ) {}

  @Get('search')
  @ConditionalRead()
  @ApiOperation({
    operationId: 'searchPracticeDays',
    summary: 'Imported practice days, or all known ones with a driver or a class',
    description: 'From the database alone, newest first.',
  })
  @ApiResult(FoundPracticeDaysPageDto)
  @ApiCanFail('TRACK_NOT_FOUND')
  search(@Query() query: PracticeSearchQueryDto): Promise<FoundPracticeDaysPageDto> {
    return this.practice.find({
      trackId: query.track_id,
      startDate: query.start_date,
      endDate: query.end_date,
      driver: query.driver,
      className: query.class,
      limit: query.limit,
      cursor: query.cursor,
    });
  }

  @Get(':event_id')
  @ConditionalRead()
  @ApiOperation({
    operationId: 'getPracticeDay',
    summary: 'An imported practice day, and how far its laps are',
  })
  @ApiResult(ImportedPracticeDayDetailDto)
  @ApiCanFail('PRACTICE_DAY_NOT_FOUND')
  find(
    @Param() { event_id: dayId }: PracticeDayParamsDto,
    @Query() _: NoQueryDto,
  ): Promise<ImportedPracticeDayDetailDto> {
    return this.days.find(dayId);
  }

  @Get(':event_id/sessions')
  @ConditionalRead()
  @ApiOperation({
    operationId: 'listPracticeDaySessions',
    summary: 'Sessions of an imported day, with their laps if asked for',
    description: "In the order of LiveRC's day page, newest first; all of them without `limit`.",
  })
  @ApiResult(DaySessionsPageDto)
  @ApiCanFail('PRACTICE_DAY_NOT_FOUND')
  findSessions(
    @Param() { event_id: dayId }: PracticeDayParamsDto,
    @Query() query: DaySessionsQueryDto,
  ): Promise<DaySessionsPageDto> {
    return this.days.findSessions({
      dayId,
      driver: query.driver,
      className: query.class,
      sessionIds: query.session_id,
      includeLaps: query.include_laps,
      limit: query.limit,
      cursor: query.cursor,
    });
  }

  @Get(':event_id/sessions/:id/laps')
  @ConditionalRead()
  @ApiOperation({ operationId: 'listSessionLaps', summary: 'Laps of one session, in their order' })
  @ApiResult(LapsPageDto)
  @ApiCanFail('PRACTICE_DAY_NOT_FOUND', 'NOT_FOUND')
  findLaps(
    @Param() { event_id: dayId, id }: SessionParamsDto,
    @Query() _: NoQueryDto,
  ): Promise<LapsPageDto> {
    return this.days.findLaps(dayId, id);
  }

  @Get(':event_id/changes')
  @ConditionalRead()
  @ApiOperation({
    operationId: 'listPracticeDayChanges',
    summary: 'What LiveRC showed of an imported day otherwise before',
    description:
      'Old and new value of each field that the day page or a session showed otherwise when it was ' +
      'read again. What grows while the day runs is no change.',
  })
  @ApiResult(PageChangesDto)
  @ApiCanFail('PRACTICE_DAY_NOT_FOUND')
  changes(
    @Param() { event_id: ownerId }: PracticeDayParamsDto,
    @Query() { limit, cursor }: ChangesQueryDto,
  ): Promise<PageChangesDto> {
    return this.dayChanges.find({ ownerId, limit, cursor });
  }
}
