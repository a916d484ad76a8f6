import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { Clock } from '@trackside/calendar';
import type { NewSavedSearch, SavedSearch } from '@trackside/contracts';
import { AccountConflictError, AccountThingNotFoundError } from './errors.js';
import { SavedSearchEntity } from './storage/saved-search.entity.js';

const MOST_OF_ONE_USER = 100;

/** Searches that people want to make again. */
@Injectable()
export class SavedSearches {
  constructor(
    @InjectRepository(SavedSearchEntity) private readonly searches: Repository<SavedSearchEntity>,
    private readonly clock: Clock,
  ) {}

  /** Newest first. */
  async list(userId: string): Promise<SavedSearch[]> {
    const order = { createdAt: 'DESC', id: 'ASC' } as const;
    return (await this.searches.find({ where: { userId }, order })).map(toSavedSearch);
  }

  count(userId: string): Promise<number> {
    return this.searches.countBy({ userId });
  }

  /** @throws AccountConflictError when there are too many; the track has to be a known one */
  async save(userId: string, search: NewSavedSearch): Promise<SavedSearch> {
    if ((await this.count(userId)) >= MOST_OF_ONE_USER) {
      throw new AccountConflictError(
        `you have saved ${MOST_OF_ONE_USER} searches: delete one of them first`,
      );
    }
    const saved = {
      id: randomUUID(),
      userId,
      name: search.name,
      trackId: search.track_id,
      startDate: search.start_date ?? null,
      endDate: search.end_date ?? null,
      period: search.period ?? null,
      driverName: search.driver_name ?? null,
      className: search.class_name ?? null,
      createdAt: this.clock.now(),
    };
    await this.searches.insert(saved);
    return toSavedSearch(saved);
  }

  /** @throws AccountThingNotFoundError when the user has saved no such search */
  async forget(userId: string, id: string): Promise<SavedSearch> {
    const search = await this.searches.findOneBy({ id, userId });
    if (!search) throw new AccountThingNotFoundError(`you have saved no search with the id ${id}`);
    await this.searches.delete({ id });
    return toSavedSearch(search);
  }

  async forgetAll(userId: string): Promise<void> {
    await this.searches.delete({ userId });
  }

  /** Whoever saved them, they are the other's from now on. */
  async hand(fromUserId: string, toUserId: string): Promise<void> {
    await this.searches.update({ userId: fromUserId }, { userId: toUserId });
  }
}

function toSavedSearch(search: SavedSearchEntity): SavedSearch {
  return {
    id: search.id,
    name: search.name,
    track_id: search.trackId,
    start_date: search.startDate,
    end_date: search.endDate,
    period: search.period,
    driver_name: search.driverName,
    class_name: search.className,
    created_at: search.createdAt.toISOString(),
  };
}
