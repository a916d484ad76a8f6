import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { LEASE_MS } from '@trackside/calendar';
import { runSql } from '@trackside/database';

/** Whose lease it is. */
export interface LeaseOwner {
  unit: string;
  /** One piece of work. */
  holder: string;
  process: string;
  backend: number | null;
  /** A person waits for it. */
  urgent: boolean;
}

/** Payloads are units that are free again. */
export const LEASES_CHANNEL = 'trackside_leases';

/** Its process has another piece of work, makes way, is dead, or has not been heard of for too long. */
const CLAIM = `
  INSERT INTO leases AS l (unit, holder, process, backend, urgent, expires_at)
  VALUES (:unit, :holder, :process, :backend, :urgent,
    clock_timestamp() + :leaseMs * interval '1 millisecond')
  ON CONFLICT (unit) DO UPDATE SET holder = excluded.holder, process = excluded.process,
    backend = excluded.backend, urgent = excluded.urgent, expires_at = excluded.expires_at
  WHERE l.process = excluded.process OR (excluded.urgent AND NOT l.urgent) OR l.expires_at < clock_timestamp()
    OR (l.backend IS NOT NULL AND NOT EXISTS (
      SELECT FROM pg_stat_activity WHERE pid = l.backend AND datname = current_database()))
  RETURNING unit`;

const RENEW = `
  WITH renewed AS (
    UPDATE leases SET backend = :backend, urgent = :urgent,
      expires_at = clock_timestamp() + :leaseMs * interval '1 millisecond'
    WHERE unit = :unit AND holder = :holder AND process = :process RETURNING unit)
  SELECT unit FROM renewed`;

const RELEASE = `
  WITH released AS (DELETE FROM leases WHERE unit = :unit AND holder = :holder RETURNING unit)
  SELECT pg_notify('${LEASES_CHANNEL}', unit) FROM released`;

/** Leases by the database's clock; each call is one statement, and nothing is held between them. */
@Injectable()
export class LeaseStore {
  constructor(@InjectDataSource() private readonly database: DataSource) {}

  /** Whether the unit is the holder's from now on. */
  async claim(owner: LeaseOwner): Promise<boolean> {
    const parameters = { ...owner, leaseMs: LEASE_MS };
    return (await runSql<unknown[]>(this.database, CLAIM, parameters)).length > 0;
  }

  /** Whether it is still the holder's. */
  async renew(owner: LeaseOwner): Promise<boolean> {
    const parameters = { ...owner, leaseMs: LEASE_MS };
    return (await runSql<unknown[]>(this.database, RENEW, parameters)).length > 0;
  }

  /** Tells all who wait for the unit. */
  async release({ unit, holder }: LeaseOwner): Promise<void> {
    await runSql(this.database, RELEASE, { unit, holder });
  }
}
