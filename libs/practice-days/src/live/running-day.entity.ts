import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import type { ErrorCode } from '@trackside/contracts';
import type { SessionNotes } from './session-notes.js';

/** A track of which somebody follows a running day, or did. */
@Entity('running_days')
export class RunningDayEntity {
  @ForeignKey('tracks', { name: 'running_days_track_id_fkey', onDelete: 'NO ACTION' })
  @PrimaryColumn('uuid', { name: 'track_id' })
  trackId: string;

  /** The day that was followed last; null while none was listed. */
  @Column('date', { nullable: true })
  date: string | null;

  /** The look under way; null between looks. */
  @Column('uuid', { nullable: true })
  owner: string | null;

  /** The connection for messages of the process that looks; null where it has none, or nobody looks. */
  @Column('integer', { nullable: true })
  backend: number | null;

  /** When the look under way counts as given up. */
  @Column('timestamptz', { name: 'expires_at', nullable: true })
  expiresAt: Date | null;

  /** Looks that ended, however they did. */
  @Column('bigint')
  looks: number;

  @Column('timestamptz', { name: 'looked_at', nullable: true })
  lookedAt: Date | null;

  @Column('text', { name: 'failure_code', nullable: true })
  failureCode: ErrorCode | null;

  @Column('text', { name: 'failure_message', nullable: true })
  failureMessage: string | null;

  /** When a session of the day last came or grew. */
  @Column('timestamptz', { name: 'news_at', nullable: true })
  newsAt: Date | null;

  /** Grows with each change of a session that followers are told. */
  @Column('bigint')
  revision: number;

  @Column('jsonb')
  notes: SessionNotes;
}
