import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { EventStudy } from '@trackside/events';
import { ApiCanFail } from '../http/api-failures.js';
import { ApiResult } from '../http/api-result.js';
import { ConditionalRead } from '../http/conditional-reads.js';
import { NoQueryDto } from '../http/no-query.dto.js';
import { ChangesQueryDto, PageChangesDto } from '../http/page-changes.dto.js';
import { EventEntriesDto, RaceEventStudyDto } from './race-event-results.dto.js';
import { EventEntriesQueryDto, EventRacesQueryDto, RaceEventParamsDto } from './race-events.dto.js';
import { EventRankingsDto, RacesDto } from './race-results.dto.js';

@ApiTags('events')
@Controller('events/:event_id')
export class RaceEventsController {
  constructor(private readonly study: EventStudy) {}

  @Get()
  @ConditionalRead()
  @ApiOperation({
    operationId: 'getEvent',
    summary: 'A race event: its classes, how far its import is, and how its figures were checked',
    description:
      'From the database alone. Before somebody has imported the event its parts are empty; an ' +
      'import that waits comes before others once its event is looked at.',
  })
  @ApiResult(RaceEventStudyDto)
  @ApiCanFail('NOT_FOUND')
  find(
    @Param() { event_id: eventId }: RaceEventParamsDto,
    @Query() _: NoQueryDto,
  ): Promise<RaceEventStudyDto> {
    return this.study.find(eventId);
  }

  @Get('races')
  @ConditionalRead()
  @ApiOperation({
    operationId: 'listEventRaces',
    summary: 'Races of an imported event, in the order of the programme',
  })
  @ApiResult(RacesDto)
  @ApiCanFail('NOT_FOUND')
  async races(
    @Param() { event_id: eventId }: RaceEventParamsDto,
    @Query() query: EventRacesQueryDto,
  ): Promise<RacesDto> {
    const filter = { className: query.class ?? null, section: query.section ?? null };
    return { items: await this.study.races(eventId, filter) };
  }

  @Get('entries')
  @ConditionalRead()
  @ApiOperation({
    operationId: 'listEventEntries',
    summary: 'Entries of an imported event, in the order of the entry list',
  })
  @ApiResult(EventEntriesDto)
  @ApiCanFail('NOT_FOUND')
  async entries(
    @Param() { event_id: eventId }: RaceEventParamsDto,
    @Query() query: EventEntriesQueryDto,
  ): Promise<EventEntriesDto> {
    return { items: await this.study.entries(eventId, query.class ?? null) };
  }

  @Get('rankings')
  @ConditionalRead()
  @ApiOperation({
    operationId: 'listEventRankings',
    summary: 'Rankings of an imported event: qualifying, rounds, mains of several legs, overall',
  })
  @ApiResult(EventRankingsDto)
  @ApiCanFail('NOT_FOUND')
  async rankings(
    @Param() { event_id: eventId }: RaceEventParamsDto,
    @Query() _: NoQueryDto,
  ): Promise<EventRankingsDto> {
    return { items: await this.study.rankings(eventId) };
  }

  @Get('changes')
  @ConditionalRead()
  @ApiOperation({
    operationId: 'listEventChanges',
    summary: 'What LiveRC showed of an imported event otherwise before',
    description:
      'Old and new value of each field that a page showed otherwise when it was read again, such as ' +
      'a result that was corrected after a protest. What grows while the event runs is no change.',
  })
  @ApiResult(PageChangesDto)
  @ApiCanFail('NOT_FOUND')
  changes(
    @Param() { event_id: ownerId }: RaceEventParamsDto,
    @Query() { limit, cursor }: ChangesQueryDto,
  ): Promise<PageChangesDto> {
    return this.study.changes({ ownerId, limit, cursor });
  }
}
