import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { runSql, type Through } from '@trackside/database';
import { NameHashes, type NameHasher } from './name-hashes.js';

/** Where names stand: a practice day at its track. */
export interface NamedDay {
  trackId: string;
  dayId: string;
}

/** Of a hidden driver on one day: "Hidden driver 2". */
export function hiddenNameOf(number: number): string {
  return `Hidden driver ${number}`;
}

const HIDDEN_AMONG = `
  SELECT encode(name_hash, 'hex') AS hash FROM hidden_names
  WHERE name_hash = ANY (:hashes::bytea[])`;

const NUMBERS = `
  SELECT encode(token, 'hex') AS token, number FROM hidden_drivers WHERE day_id = :dayId`;

/** Numbers are given one after the other, whoever gives them. */
const LOCK = `SELECT pg_advisory_xact_lock(hashtext('numbers of hidden drivers'))`;

const GIVE_NUMBERS = `
  INSERT INTO hidden_drivers (day_id, number, token)
  SELECT :dayId, (SELECT coalesce(max(number), 0) FROM hidden_drivers WHERE day_id = :dayId)
    + row_number() OVER (ORDER BY token), token
  FROM unnest(:tokens::bytea[]) AS new (token)
  WHERE NOT EXISTS (
    SELECT FROM hidden_drivers known WHERE known.day_id = :dayId AND known.token = new.token)`;

/** Who is hidden on a day, and by which number each is told apart from the others. */
@Injectable()
export class HiddenDrivers {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly hashes: NameHashes,
  ) {}

  /**
   * The hidden ones among the names of a day's page, with their numbers. A number once given stays,
   * whatever other pages of the day show later; no two have the same.
   */
  async among(day: NamedDay, names: Iterable<string>): Promise<ReadonlyMap<string, number>> {
    const hasher = await this.hashes.hasher();
    const hidden = await this.hiddenAmong(day.trackId, [...new Set(names)], hasher);
    if (hidden.length === 0) return new Map();
    return this.database.transaction((transaction) => this.number(transaction, day.dayId, hidden));
  }

  /** By whom a number of the day was given to a name; null for a name that has none. */
  async ofDay(dayId: string): Promise<(name: string) => number | null> {
    const hasher = await this.hashes.hasher();
    const numbers = await numbersOf(this.database, dayId);
    return (name) => numbers.get(hasher.onDay(name, dayId).toString('hex')) ?? null;
  }

  /** Gives a number to each name that has none on the day. */
  async number(
    transaction: EntityManager,
    dayId: string,
    names: string[],
  ): Promise<ReadonlyMap<string, number>> {
    const hasher = await this.hashes.hasher();
    const tokens = names.map((name) => hasher.onDay(name, dayId));
    await runSql(transaction, LOCK, {});
    await runSql(transaction, GIVE_NUMBERS, { dayId, tokens });
    const numbers = await numbersOf(transaction, dayId);
    return new Map(names.map((name, i) => [name, numbers.get(tokens[i]!.toString('hex'))!]));
  }

  private async hiddenAmong(
    trackId: string,
    names: string[],
    { ofName }: NameHasher,
  ): Promise<string[]> {
    const kept = names.map((name) => [ofName(name, trackId), ofName(name, null)]);
    const hashes = kept.flat();
    const rows = await runSql<{ hash: string }[]>(this.database, HIDDEN_AMONG, { hashes });
    const hidden = new Set(rows.map(({ hash }) => hash));
    return names.filter((_, i) => kept[i]!.some((hash) => hidden.has(hash.toString('hex'))));
  }
}

async function numbersOf(through: Through, dayId: string): Promise<Map<string, number>> {
  const rows = await runSql<{ token: string; number: number }[]>(through, NUMBERS, { dayId });
  return new Map(rows.map(({ token, number }) => [token, number]));
}
