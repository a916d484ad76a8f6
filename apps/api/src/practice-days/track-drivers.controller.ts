import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { TrackDrivers } from '@trackside/practice-days';
import { ApiCanFail } from '../http/api-failures.js';
import { ApiResult } from '../http/api-result.js';
import { ConditionalRead } from '../http/conditional-reads.js';
import { TrackParamsDto } from '../tracks/tracks.dto.js';
import { TrackDriversPageDto, TrackDriversQueryDto } from './dto/track-drivers.dto.js';

@ApiTags('drivers')
@Controller('tracks')
export class TrackDriversController {
  constructor(private readonly drivers: TrackDrivers) {}

  @Get(':id/drivers')
  @ConditionalRead()
  @ApiOperation({
    operationId: 'listTrackDrivers',
    summary: 'Who practised at a track',
    description:
      'From imported and discovered days, most days first. A named driver is one person by ' +
      'normalised name; unknown drivers are told apart by their transponders.',
  })
  @ApiResult(TrackDriversPageDto)
  @ApiCanFail('TRACK_NOT_FOUND')
  find(
    @Param() { id: trackId }: TrackParamsDto,
    @Query() query: TrackDriversQueryDto,
  ): Promise<TrackDriversPageDto> {
    return this.drivers.find({
      trackId,
      text: query.q,
      className: query.class,
      startDate: query.start_date,
      endDate: query.end_date,
      limit: query.limit,
      cursor: query.cursor,
    });
  }
}
