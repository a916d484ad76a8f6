import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { runSql } from '@trackside/database';

/** A name that has just been hidden, while it is taken out of what is stored. */
export interface NameToHide {
  /** Null: everywhere. */
  trackId: string | null;
  /** Whether this is how the name may be written. */
  is(name: string): boolean;
}

/** A column with sentences or JSON in which names may stand. */
export interface TextColumn {
  table: string;
  column: string;
}

/** Whoever stores names, and so has to take hidden ones out. */
export interface NameKeeper {
  /** Columns whose words name drivers here and there. */
  texts?: readonly TextColumn[];
  /** How the name is written in what is stored. */
  spellings?(transaction: EntityManager, name: NameToHide): Promise<string[]>;
  /** Takes the name out; within the transaction, so that all of it goes at once. */
  hide?(transaction: EntityManager, name: NameToHide): Promise<void>;
}

/**
 * How a name is written among those that are stored.
 *
 * @param names SQL that gives each as `name`, of the track `:trackId`, or of all where that is null
 */
export async function spellingsAmong(
  transaction: EntityManager,
  names: string,
  { trackId, is }: NameToHide,
): Promise<string[]> {
  const written = await runSql<{ name: string }[]>(transaction, names, { trackId });
  return written.map(({ name }) => name).filter(is);
}

/** Everybody in this process who stores names. */
@Injectable()
export class NameKeepers {
  private readonly keepers: NameKeeper[] = [];

  /** To be called before the application has started. */
  add(keeper: NameKeeper): void {
    this.keepers.push(keeper);
  }

  all(): readonly NameKeeper[] {
    return this.keepers;
  }
}
