import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { EventStudy } from '@trackside/events';
import { Drivers } from '@trackside/practice-days';
import { ApiCanFail } from '../http/api-failures.js';
import { ApiResult } from '../http/api-result.js';
import { ConditionalRead } from '../http/conditional-reads.js';
import { DriverQueryDto } from './dto/study.dto.js';
import { DriverAtTrackDto } from './dto/driver-results.dto.js';

@ApiTags('drivers')
@Controller('drivers')
export class DriversController {
  constructor(
    private readonly drivers: Drivers,
    private readonly events: EventStudy,
  ) {}

  @Get()
  @ConditionalRead()
  @ApiOperation({
    operationId: 'getDriver',
    summary: 'A driver at a track: days, best, average, consistency, by class, sessions, races',
    description:
      'From imported and discovered days. A named driver is one person by normalised name, ' +
      'whatever the transponder; for "Unknown Driver", `transponder` tells one from another. With ' +
      '`class`, figures, days and sessions are those of the class alone.',
  })
  @ApiResult(DriverAtTrackDto)
  @ApiCanFail('TRACK_NOT_FOUND', 'NOT_FOUND')
  async find(@Query() query: DriverQueryDto): Promise<DriverAtTrackDto> {
    const { track_id: trackId, class: className, ...rest } = query;
    const reading = this.events.driverRaces(trackId, rest.name, className);
    const isKnown = async () => (await reading).length > 0;
    const [practised, races] = await Promise.all([
      this.drivers.find({ ...rest, trackId, className, isKnown }),
      reading,
    ]);
    return { ...practised, races };
  }
}
