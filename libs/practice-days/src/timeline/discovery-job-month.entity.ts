import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import type { MonthKey } from '@trackside/calendar';
import type { ListingRecord } from '@trackside/contracts';
import type { MonthEnd } from '../discovery/discovery-records.js';
import { DiscoveryJobEntity } from './discovery-job.entity.js';

/** What a month of a discovery in the background told; no row while it has told nothing. */
@Entity('discovery_job_months')
export class DiscoveryJobMonthEntity {
  @ForeignKey(() => DiscoveryJobEntity, {
    name: 'discovery_job_months_job_id_fkey',
    onDelete: 'CASCADE',
  })
  @PrimaryColumn('uuid', { name: 'job_id' })
  jobId: string;

  @PrimaryColumn('integer')
  month: MonthKey;

  /** Null where no calendar was read, or not yet. */
  @Column('jsonb', { nullable: true })
  listing: ListingRecord | null;

  /** Its place among the records of the job. */
  @Column('integer', { name: 'listing_place', nullable: true })
  listingPlace: number | null;

  /** How the month ended; null until then. */
  @Column('jsonb', { nullable: true })
  outcome: MonthEnd | null;

  @Column('integer', { name: 'outcome_place', nullable: true })
  outcomePlace: number | null;
}
