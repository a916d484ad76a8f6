import { Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs } from '../access/needs.js';
import { KnownPracticeDays } from '@trackside/practice-days';
import { Catalogue, Tracks } from '@trackside/tracks';
import { ApiCanFail, LIVERC_FAILURES } from '../http/api-failures.js';
import { ApiResult } from '../http/api-result.js';
import { ConditionalRead } from '../http/conditional-reads.js';
import { CatalogueSyncDto, TrackDetailDto, TrackDto, TracksPageDto } from './track-results.dto.js';
import { NoQueryDto } from '../http/no-query.dto.js';
import { TrackParamsDto, TracksQueryDto } from './tracks.dto.js';
import { CurrentUser, type Principal } from '../access/current-user.js';

@ApiTags('tracks')
@Controller('tracks')
export class TracksController {
  constructor(
    private readonly tracks: Tracks,
    private readonly catalogue: Catalogue,
    private readonly practice: KnownPracticeDays,
  ) {}

  @Get()
  @ConditionalRead()
  @ApiOperation({
    operationId: 'listTracks',
    summary: 'Tracks by name or slug, best match first, then by name',
  })
  @ApiResult(TracksPageDto)
  search(
    @CurrentUser() { userId }: Principal,
    @Query() query: TracksQueryDto,
  ): Promise<TracksPageDto> {
    const { q: text, favourites: favouritesOnly, running: runningOnly, limit, cursor } = query;
    return this.tracks.search({ userId, text, favouritesOnly, runningOnly, limit, cursor });
  }

  @Post('sync')
  @Needs('discover')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'syncTracks',
    summary: "Read LiveRC's catalogue again, at most once a minute",
  })
  @ApiResult(CatalogueSyncDto)
  @ApiCanFail(...LIVERC_FAILURES)
  sync(@Query() _: NoQueryDto): Promise<CatalogueSyncDto> {
    return this.catalogue.sync();
  }

  @Get(':id')
  @ConditionalRead()
  @ApiOperation({
    operationId: 'getTrack',
    summary: 'A track, with its months of practice as far as known',
  })
  @ApiResult(TrackDetailDto)
  @ApiCanFail('TRACK_NOT_FOUND')
  find(
    @CurrentUser() { userId }: Principal,
    @Param() { id }: TrackParamsDto,
    @Query() _: NoQueryDto,
  ): Promise<TrackDetailDto> {
    return this.practice.describeTrack(userId, id);
  }

  @Put(':id/favourite')
  @Needs('import', { session: 'suffices' })
  @ApiOperation({ operationId: 'addFavouriteTrack', summary: 'Mark a favourite of the user' })
  @ApiResult(TrackDto)
  @ApiCanFail('TRACK_NOT_FOUND')
  addFavourite(
    @CurrentUser() { userId }: Principal,
    @Param() { id }: TrackParamsDto,
    @Query() _: NoQueryDto,
  ): Promise<TrackDto> {
    return this.tracks.setFavourite(userId, id, true);
  }

  @Delete(':id/favourite')
  @Needs('import', { session: 'suffices' })
  @ApiOperation({ operationId: 'removeFavouriteTrack', summary: 'Unmark a favourite of the user' })
  @ApiResult(TrackDto)
  @ApiCanFail('TRACK_NOT_FOUND')
  removeFavourite(
    @CurrentUser() { userId }: Principal,
    @Param() { id }: TrackParamsDto,
    @Query() _: NoQueryDto,
  ): Promise<TrackDto> {
    return this.tracks.setFavourite(userId, id, false);
  }
}
