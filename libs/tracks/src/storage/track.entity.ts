import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { TrackStatus } from '@trackside/contracts';

/** A track of LiveRC's catalogue, with its list of months with practice. */
@Entity('tracks')
export class TrackEntity {
  @PrimaryColumn('uuid')
  id: string;

  @Column('text', { unique: true })
  slug: string;

  @Column('text')
  name: string;

  /** The name in lower case, made by us so that no database locale decides what is found. */
  @Column('text', { name: 'search_name' })
  searchName: string;

  /** The name on the track's own pages; null until one was seen that differs from the catalogue's. */
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
}
