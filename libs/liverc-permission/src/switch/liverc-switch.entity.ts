import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** Whether LiveRC may be asked, as somebody has decided: one row at most. */
@Entity('liverc_switch')
@Check('liverc_switch_id_check', 'id')
export class LivercSwitchEntity {
  /** Always true, so that there is no second row. */
  @PrimaryColumn('boolean', { default: true })
  id: boolean;

  @Column('boolean')
  enabled: boolean;

  @Column('timestamptz', { name: 'switched_at' })
  switchedAt: Date;

  /** A user's id. */
  @Column('text', { name: 'switched_by' })
  switchedBy: string;
}
