import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Which number a hidden driver has on one day. Numbers are never given twice, so they stay. */
@Entity('hidden_drivers')
@Index('hidden_drivers_token_key', ['dayId', 'token'], { unique: true })
export class HiddenDriverEntity {
  /** Of a practice day, which need not be stored yet. */
  @PrimaryColumn('uuid', { name: 'day_id' })
  dayId: string;

  @PrimaryColumn('integer')
  number: number;

  /** HMAC of the name and the day: two days of one driver have nothing in common. */
  @Column('bytea')
  token: Buffer;
}
