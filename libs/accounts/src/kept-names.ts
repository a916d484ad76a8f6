import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { SavedSearchEntity } from './storage/saved-search.entity.js';
import { UserEntity } from './storage/user.entity.js';

/** A name that nobody is to see any more. */
export interface ForgottenName {
  /** At this track alone; null: everywhere. */
  trackId: string | null;
  is(name: string): boolean;
}

/** Drivers' names that people have typed into their accounts. */
@Injectable()
export class KeptNames {
  /**
   * Deletes saved searches for the name: they would find nobody. A name that is forgotten everywhere
   * is nobody's own name either.
   */
  async forget(transaction: EntityManager, { trackId, is }: ForgottenName): Promise<void> {
    const searches = transaction.getRepository(SavedSearchEntity);
    const here = trackId === null ? {} : { trackId };
    const named = await searches.find({ where: here });
    for (const { id, driverName } of named) {
      if (driverName !== null && is(driverName)) await searches.delete({ id });
    }
    if (trackId !== null) return;
    const users = transaction.getRepository(UserEntity);
    for (const { id, names } of await users.find({ select: { id: true, names: true } })) {
      const left = names.filter((name) => !is(name));
      if (left.length < names.length) await users.update({ id }, { names: left });
    }
  }
}
