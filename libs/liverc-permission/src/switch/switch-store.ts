import { Injectable } from '@nestjs/common';
import { InjectDataSource, InjectRepository } from '@nestjs/typeorm';
import { DataSource, Repository } from 'typeorm';
import { type ChannelName, runSql, tell } from '@trackside/database';
import { LivercSwitchEntity } from './liverc-switch.entity.js';

/** Somebody has turned the switch; the payload says nothing. */
export const SWITCH_TURNED: ChannelName = 'trackside_liverc_switch';

/** How the switch stands. */
export interface StoredSwitch {
  enabled: boolean;
  /** By the database's clock; null while nobody has turned it. */
  switchedAt: Date | null;
}

const TURN = `
  INSERT INTO liverc_switch (enabled, switched_at, switched_by)
  VALUES (:enabled, clock_timestamp(), :userId)
  ON CONFLICT (id) DO UPDATE SET enabled = EXCLUDED.enabled, switched_at = EXCLUDED.switched_at,
    switched_by = EXCLUDED.switched_by
  WHERE liverc_switch.enabled <> EXCLUDED.enabled`;

/** The switch in PostgreSQL, where all processes see it. */
@Injectable()
export class SwitchStore {
  constructor(
    @InjectRepository(LivercSwitchEntity) private readonly rows: Repository<LivercSwitchEntity>,
    @InjectDataSource() private readonly database: DataSource,
  ) {}

  async find(): Promise<StoredSwitch> {
    const row = await this.rows.findOneBy({ id: true });
    return { enabled: row?.enabled ?? true, switchedAt: row?.switchedAt ?? null };
  }

  /** Turns it, and tells all processes; one that stands so already keeps its moment. */
  async turn(enabled: boolean, userId: string): Promise<void> {
    await this.database.transaction(async (transaction) => {
      await runSql(transaction, TURN, { enabled, userId });
      await tell(transaction, SWITCH_TURNED, '');
    });
  }
}
