import { Column, Entity, PrimaryColumn } from 'typeorm';

/** That a user has asked for what a job does. Several may have: a job is shared by all who want it. */
@Entity('job_claims')
export class JobClaimEntity {
  @PrimaryColumn('uuid', { name: 'job_id' })
  jobId: string;

  @PrimaryColumn('text', { name: 'user_id' })
  userId: string;

  @Column('timestamptz', { name: 'claimed_at' })
  claimedAt: Date;
}
