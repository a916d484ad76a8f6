import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { ErrorCode } from '@trackside/contracts';
import type { EventPageKind } from './race-rows.js';
import { EventEntity } from './event.entity.js';

/** A page of an event beside its own: the entry list, or a ranking. */
@Entity('event_pages')
@Index('event_pages_of_event', ['eventId', 'position'])
export class EventPageEntity {
  @PrimaryColumn('uuid')
  id: string;

  @ForeignKey(() => EventEntity, { name: 'event_pages_event_id_fkey', onDelete: 'CASCADE' })
  @Column('uuid', { name: 'event_id' })
  eventId: string;

  @Column('text')
  kind: EventPageKind;

  @Column('text', { name: 'source_id' })
  sourceId: string;

  /** What a round is ranked by; empty for the other kinds. */
  @Column('text', { name: 'sorted_by' })
  sortedBy: string;

  @Column('integer')
  position: number;

  @Column('text')
  title: string;

  @Column('boolean', { nullable: true })
  provisional: boolean | null;

  @Column('timestamptz', { name: 'read_at', nullable: true })
  readAt: Date | null;

  /** What the newest try said, where it failed. */
  @Column('text', { name: 'error_code', nullable: true })
  errorCode: ErrorCode | null;

  @Column('text', { name: 'error_message', nullable: true })
  errorMessage: string | null;

  @Column('timestamptz', { name: 'missing_since', nullable: true })
  missingSince: Date | null;
}
