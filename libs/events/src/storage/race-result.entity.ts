import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { RaceStatus } from '@trackside/contracts';
import { RaceEntity } from './race.entity.js';

/** A driver's result of a race, with the laps, which are only ever read all together. */
@Entity('race_results')
@Index('race_results_of_driver', ['driverKey'])
export class RaceResultEntity {
  @ForeignKey(() => RaceEntity, { name: 'race_results_race_id_fkey', onDelete: 'CASCADE' })
  @PrimaryColumn('uuid', { name: 'race_id' })
  raceId: string;

  /** From 0, in the order of the page. */
  @PrimaryColumn('integer', { name: 'row_number' })
  rowNumber: number;

  @Column('integer', { nullable: true })
  position: number | null;

  @Column('text', { nullable: true })
  status: RaceStatus | null;

  @Column('text', { name: 'driver_name' })
  driverName: string;

  @Column('boolean', { name: 'driver_hidden' })
  driverHidden: boolean;

  /** The name as names are compared; of a hidden driver nothing that is looked for. */
  @Column('text', { name: 'driver_key' })
  driverKey: string;

  @Column('text', { name: 'source_driver_id', nullable: true })
  sourceDriverId: string | null;

  @Column('integer', { name: 'car_number', nullable: true })
  carNumber: number | null;

  @Column('integer', { name: 'qualified_position', nullable: true })
  qualifiedPosition: number | null;

  @Column('boolean')
  started: boolean;

  @Column('integer', { name: 'lap_count', nullable: true })
  lapCount: number | null;

  @Column('double precision', { name: 'total_seconds', nullable: true })
  totalSeconds: number | null;

  @Column('double precision', { name: 'gap_ahead_seconds', nullable: true })
  gapAheadSeconds: number | null;

  @Column('integer', { name: 'gap_ahead_laps', nullable: true })
  gapAheadLaps: number | null;

  @Column('double precision', { name: 'fastest_lap_seconds', nullable: true })
  fastestLapSeconds: number | null;

  @Column('integer', { name: 'fastest_lap_number', nullable: true })
  fastestLapNumber: number | null;

  @Column('double precision', { name: 'average_lap_seconds', nullable: true })
  averageLapSeconds: number | null;

  @Column('double precision', { name: 'average_top_5_seconds', nullable: true })
  averageTop5Seconds: number | null;

  @Column('double precision', { name: 'average_top_10_seconds', nullable: true })
  averageTop10Seconds: number | null;

  @Column('double precision', { name: 'average_top_15_seconds', nullable: true })
  averageTop15Seconds: number | null;

  @Column('double precision', { name: 'top_2_consecutive_seconds', nullable: true })
  top2ConsecutiveSeconds: number | null;

  @Column('double precision', { name: 'top_3_consecutive_seconds', nullable: true })
  top3ConsecutiveSeconds: number | null;

  @Column('double precision', { name: 'standard_deviation_seconds', nullable: true })
  standardDeviationSeconds: number | null;

  @Column('double precision', { name: 'consistency_percent', nullable: true })
  consistencyPercent: number | null;

  @Column('integer', { name: 'lap_numbers', array: true })
  lapNumbers: number[];

  @Column('double precision', { name: 'lap_times', array: true })
  lapTimes: number[];

  @Column('integer', { name: 'lap_positions', array: true })
  lapPositions: (number | null)[];
}
