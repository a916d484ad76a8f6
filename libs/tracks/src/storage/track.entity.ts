import { Check, Column, Entity, PrimaryColumn, Unique } from 'typeorm';
import type { TrackStatus } from '@trackside/contracts';

/** A track of LiveRC's catalogue, with its list of months with practice. */
@Entity('tracks')
@Unique('tracks_slug_key', ['slug'])
@Check('tracks_status_check', `status IN ('racing', 'practice', 'idle')`)
export class TrackEntity {
  @PrimaryColumn('uuid')
  id: string;

  @Column('text')
  slug: string;

  @Column('text')
  name: string;

  /** The name in lower case, made by us so that no database locale decides what is found. */
  @Column('text', { name: 'search_name' })
  searchName: string;

  /** On the track's own pages; null until one was seen that differs from the catalogue's. */
  @Column('text', { name: 'page_name', nullable: true })
  pageName: string | null;

  @Column('timestamptz', { name: 'page_name_read_at', nullable: true })
  pageNameReadAt: Date | null;

  @Column('text')
  status: TrackStatus;

  @Column('boolean', { name: 'live_video' })
  liveVideo: boolean;

  /** When the catalogue last listed the track. */
  @Column('timestamptz', { name: 'listed_at' })
  listedAt: Date;

  /** Months as year × 100 + month, newest first; null until a calendar page was read. */
  @Column('integer', { name: 'practice_months', array: true, nullable: true })
  practiceMonths: number[] | null;

  @Column('timestamptz', { name: 'practice_months_read_at', nullable: true })
  practiceMonthsReadAt: Date | null;

  /** The place among all readings of the one that the list of months is from. */
  @Column('bigint', { name: 'practice_months_reading', default: 0 })
  practiceMonthsReading: number;

  /** Months that the newest list lacks and an earlier one had. */
  @Column('integer', { name: 'practice_months_missing', array: true, default: [] })
  practiceMonthsMissing: number[];

  @Column('timestamptz', { name: 'practice_months_missing_since', nullable: true })
  practiceMonthsMissingSince: Date | null;
}
