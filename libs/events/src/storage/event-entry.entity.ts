import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { EventEntity } from './event.entity.js';

/** A row of an event's entry list. */
@Entity('event_entries')
export class EventEntryEntity {
  @ForeignKey(() => EventEntity, { name: 'event_entries_event_id_fkey', onDelete: 'CASCADE' })
  @PrimaryColumn('uuid', { name: 'event_id' })
  eventId: string;

  @PrimaryColumn('integer', { name: 'row_number' })
  rowNumber: number;

  @Column('text', { name: 'class_name' })
  className: string;

  @Column('integer', { name: 'car_number', nullable: true })
  carNumber: number | null;

  @Column('text', { name: 'driver_name' })
  driverName: string;

  @Column('boolean', { name: 'driver_hidden' })
  driverHidden: boolean;

  @Column('text', { nullable: true })
  transponder: string | null;
}
