import { ApiProperty } from '@nestjs/swagger';
import type {
  DriverAtTrack,
  DriverClassAtTrack,
  DriverClassFigures,
  DriverDay,
  DriverRace,
  DriverSession,
  DriverTransponder,
  Page,
} from '@trackside/contracts';
import { EXAMPLE } from '../../http/examples.js';
import { ImportedPracticeSessionDto } from './study-results.dto.js';

const { session: SESSION } = EXAMPLE;

export class DriverTransponderDto implements DriverTransponder {
  @ApiProperty({ example: SESSION.transponder })
  transponder: string;
  /** Other names that used it at this track, "Unknown Driver" among them; nothing is merged. */
  @ApiProperty({ type: [String], example: ['Marek Oduya'] })
  shared_with: string[];
}

/** Figures of one class, never pooled with another; averages are weighted with the laps of each session. */
export class DriverClassFiguresDto implements DriverClassFigures {
  /** Null for sessions without a class. */
  @ApiProperty({ type: String, nullable: true, example: SESSION.class_name })
  class_name: string | null;
  @ApiProperty({ example: 5 })
  session_count: number;
  @ApiProperty({ example: 61 })
  lap_count: number;
  /** Quickest valid lap; quickest of all laps while no session page is read. */
  @ApiProperty({ type: Number, nullable: true, example: SESSION.fastest_lap_seconds })
  fastest_lap_seconds: number | null;
  /** The first session with the quickest lap. */
  @ApiProperty({ type: String, format: 'uuid', nullable: true, example: SESSION.id })
  fastest_lap_session_id: string | null;
  @ApiProperty({ type: Number, nullable: true, example: SESSION.average_lap_seconds })
  average_lap_seconds: number | null;
  /** Null until a day is imported. */
  @ApiProperty({ type: Number, nullable: true, example: SESSION.consistency_percent })
  consistency_percent: number | null;
  /** Ours: the median of the laps that count, valid ones that don't stand out in their session. */
  @ApiProperty({ type: Number, nullable: true, example: SESSION.median_lap_seconds })
  median_lap_seconds: number | null;
  /** Ours: 100 × (1 − deviation / average) of the laps that count; null with fewer than two. */
  @ApiProperty({ type: Number, nullable: true, example: SESSION.pace_consistency_percent })
  pace_consistency_percent: number | null;
}

export class DriverClassAtTrackDto extends DriverClassFiguresDto implements DriverClassAtTrack {
  @ApiProperty({ example: 3 })
  day_count: number;
  /** Date of the quickest lap, the best ever here. */
  @ApiProperty({ type: String, format: 'date', nullable: true, example: EXAMPLE.day.date })
  fastest_lap_date: string | null;
}

/** Figures of several sessions; averages are weighted with the laps of each, over all classes. */
export class DriverFiguresDto {
  @ApiProperty({ example: 5 })
  session_count: number;
  @ApiProperty({ example: 61 })
  lap_count: number;
  @ApiProperty({ type: [String], example: [SESSION.class_name] })
  class_names: string[];
  @ApiProperty({ type: Number, nullable: true, example: SESSION.fastest_lap_seconds })
  fastest_lap_seconds: number | null;
  @ApiProperty({ type: Number, nullable: true, example: SESSION.average_lap_seconds })
  average_lap_seconds: number | null;
  /** Null until a day is imported. */
  @ApiProperty({ type: Number, nullable: true, example: SESSION.consistency_percent })
  consistency_percent: number | null;
  /** Ours, as by class; null where several classes are taken together. */
  @ApiProperty({ type: Number, nullable: true, example: SESSION.median_lap_seconds })
  median_lap_seconds: number | null;
  /** Ours, as by class; null where several classes are taken together. */
  @ApiProperty({ type: Number, nullable: true, example: SESSION.pace_consistency_percent })
  pace_consistency_percent: number | null;
}

export class DriverDayDto extends DriverFiguresDto implements DriverDay {
  @ApiProperty({ format: 'date', example: EXAMPLE.day.date })
  date: string;
  /** Null while the day is not imported. */
  @ApiProperty({ type: String, format: 'uuid', nullable: true, example: EXAMPLE.eventId })
  event_id: string | null;
  /** Most sessions first. */
  @ApiProperty({ type: [DriverClassFiguresDto] })
  classes: DriverClassFiguresDto[];
}

export class DriverSessionDto extends ImportedPracticeSessionDto implements DriverSession {
  @ApiProperty({ format: 'date', example: EXAMPLE.day.date })
  date: string;
  /** Null while the day is not imported. */
  @ApiProperty({ type: String, format: 'uuid', nullable: true, example: EXAMPLE.eventId })
  event_id: string | null;
}

export class DriverSessionsPageDto implements Page<DriverSession> {
  /** Newest first. */
  @ApiProperty({ type: [DriverSessionDto] })
  items: DriverSessionDto[];
  @ApiProperty({ type: String, nullable: true, example: null })
  next_cursor: string | null;
}

export class DriverRaceDto implements DriverRace {
  @ApiProperty({ format: 'uuid' })
  event_id: string;
  @ApiProperty({ format: 'uuid' })
  race_id: string;
  event_name: string;
  /** Of the race, as far as LiveRC tells when it was completed, else the event's first day. */
  @ApiProperty({ type: String, format: 'date', nullable: true })
  date: string | null;
  @ApiProperty({ type: String, nullable: true, example: SESSION.class_name })
  class_name: string | null;
  @ApiProperty({ example: '1/8 Electric Buggy A-Main' })
  label: string;
  /** Null where LiveRC prints a status instead. */
  @ApiProperty({ type: Number, nullable: true, example: 2 })
  position: number | null;
  @ApiProperty({ type: Number, nullable: true, example: 47 })
  lap_count: number | null;
  @ApiProperty({ type: Number, nullable: true, example: SESSION.fastest_lap_seconds })
  fastest_lap_seconds: number | null;
  @ApiProperty({ type: Number, nullable: true, example: SESSION.average_lap_seconds })
  average_lap_seconds: number | null;
  @ApiProperty({ type: Number, nullable: true, example: SESSION.consistency_percent })
  consistency_percent: number | null;
}

export class DriverAtTrackDto extends DriverFiguresDto implements DriverAtTrack {
  @ApiProperty({ format: 'uuid' })
  track_id: string;
  @ApiProperty({ example: EXAMPLE.name })
  track_name: string;
  /** As LiveRC writes it most often. */
  @ApiProperty({ example: SESSION.driver_name })
  name: string;
  /** Most used first. */
  @ApiProperty({ type: [DriverTransponderDto] })
  transponders: DriverTransponderDto[];
  /** Every class, whichever is asked for; most sessions first. */
  @ApiProperty({ type: [DriverClassAtTrackDto] })
  classes: DriverClassAtTrackDto[];
  /** Newest first. */
  @ApiProperty({ type: [DriverDayDto] })
  days: DriverDayDto[];
  /** A page of them. */
  @ApiProperty({ type: DriverSessionsPageDto })
  sessions: DriverSessionsPageDto;
  /** Of imported events, newest first; figures as LiveRC prints them. */
  @ApiProperty({ type: [DriverRaceDto] })
  races: DriverRaceDto[];
}
