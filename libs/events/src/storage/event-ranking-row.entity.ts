import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import type { RankingRound } from '@trackside/contracts';
import { EventPageEntity } from './event-page.entity.js';

/** A driver's row of a ranking. */
@Entity('event_ranking_rows')
export class EventRankingRowEntity {
  @ForeignKey(() => EventPageEntity, {
    name: 'event_ranking_rows_page_id_fkey',
    onDelete: 'CASCADE',
  })
  @PrimaryColumn('uuid', { name: 'page_id' })
  pageId: string;

  @PrimaryColumn('integer', { name: 'row_number' })
  rowNumber: number;

  @Column('text', { name: 'class_name' })
  className: string;

  @Column('text', { name: 'tie_breaker_rule', nullable: true })
  tieBreakerRule: string | null;

  @Column('integer', { nullable: true })
  position: number | null;

  @Column('text', { name: 'driver_name' })
  driverName: string;

  @Column('boolean', { name: 'driver_hidden' })
  driverHidden: boolean;

  @Column('text', { nullable: true })
  result: string | null;

  @Column('text', { name: 'tie_breaker', nullable: true })
  tieBreaker: string | null;

  @Column('jsonb')
  rounds: RankingRound[];
}
