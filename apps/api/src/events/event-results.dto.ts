import { ApiProperty } from '@nestjs/swagger';
import type {
  EventsDiscoverResult,
  EventsImportResult,
  EventsSearchResult,
  ReadMonth,
} from '@trackside/contracts';
import {
  ImportedPracticeDayDto,
  KnownPracticeDayDto,
  MonthDto,
} from '../practice-days/dto/practice-day.dto.js';
import { TrackDto } from '../tracks/track-results.dto.js';
import { BegunEventImportDto } from './race-event-results.dto.js';
import { RaceEventDto } from './race-event.dto.js';

export class ReadMonthDto extends MonthDto implements ReadMonth {
  /** UTC instant at which LiveRC was read last. */
  @ApiProperty({ format: 'date-time' })
  fetched_at: string;
}

export class EventsSearchResultDto implements EventsSearchResult {
  track: TrackDto;
  /** Newest first. */
  events: RaceEventDto[];
  /** Imported days, newest first. */
  practice_days?: ImportedPracticeDayDto[];
  /** Known and not imported, newest first; expired copies too. */
  discovered_practice_days?: KnownPracticeDayDto[];
  @ApiProperty({ type: String, format: 'date', nullable: true, required: false })
  practice_range_min?: string | null;
  @ApiProperty({ type: String, format: 'date', nullable: true, required: false })
  practice_range_max?: string | null;
  /** Months with a fresh listing whose every day in the range is imported. */
  covered_months?: MonthDto[];
  /** Months of the range that were read, newest first; left out where none was. */
  read_months?: ReadMonthDto[];
  /** Imports of the track that have not ended, oldest first; see `GET /jobs/{id}`. */
  import_job_ids?: string[];
  /** With `mode=timeline`: see `GET /search/timeline/{discovery_job_id}/events`. */
  @ApiProperty({ format: 'uuid', required: false })
  discovery_job_id?: string;
}

export class EventsDiscoverResultDto implements EventsDiscoverResult {
  /** Not imported yet, newest first. */
  new_events: RaceEventDto[];
  /** Imported, newest first. */
  existing_events: RaceEventDto[];
}

export class EventsImportResultDto implements EventsImportResult {
  events: RaceEventDto[];
  /** How many were not imported before. */
  @ApiProperty({ example: 1 })
  imported: number;
  /** What reads each event's pages: races, laps, rankings; see `GET /jobs/{id}`. */
  jobs: BegunEventImportDto[];
}
