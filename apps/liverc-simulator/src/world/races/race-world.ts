import { LRUCache } from 'lru-cache';
import type { Driver } from '../drivers.js';
import type { RaceEvent } from '../events.js';
import type { Track } from '../tracks.js';
import { changedEvent, createDetail, lapsIn, shapeOf, type EventDetail } from './event-detail.js';
import type { EventChanges, EventShape } from './event-shape.js';
import { readPageId, type LinkedPage } from './race-ids.js';
import { createRacers, type Racer } from './racers.js';

/** What the races of a site follow from. */
export interface RaceWorldParts {
  seed: number;
  today: string;
  rosterOf(track: Track): readonly Driver[];
  /** Events as they were drawn, without changes. */
  plannedEvents(track: Track): RaceEvent[];
}

const LAPS_KEPT = 150_000;

/**
 * Races of every event, driven when a page asks for them. An event follows from seed, track and
 * its row in the list; what the admin changes about it is the only state.
 */
export class RaceWorld {
  private readonly changes = new Map<number, EventChanges>();
  private readonly racers = new LRUCache<Track, Racer[]>({
    max: 100,
    memoMethod: (track) => createRacers(this.parts.seed, track, this.parts.rosterOf(track)),
  });
  private readonly details = new LRUCache<number, EventDetail, [Track, RaceEvent]>({
    maxSize: LAPS_KEPT,
    sizeCalculation: ({ planned }) => lapsIn(planned) + 1,
    memoMethod: (_id, _stale, { context }) => this.create(...context),
  });

  constructor(private readonly parts: RaceWorldParts) {}

  /** Newest first, junk dates last. */
  eventsOf(track: Track): RaceEvent[] {
    const planned = this.parts.plannedEvents(track);
    if (this.changes.size === 0) return planned;
    return planned.map((event) => changedEvent(event, this.changes.get(event.id)));
  }

  /** The event of that number, if it is one of this track. */
  findEvent(track: Track, id: number): EventDetail | undefined {
    const event = this.eventsOf(track).find((one) => one.id === id);
    return event && this.details.memo(id, { context: [track, event] });
  }

  /** What the event of that number is like, if it is one of this track. */
  shapeOf(track: Track, id: number): EventShape | undefined {
    const event = this.eventsOf(track).find((one) => one.id === id);
    return event && shapeOf(this.parts.seed, event, this.changes.get(id) ?? {});
  }

  /** The event that a linked page belongs to, if it is one of this track. */
  findEventOf(track: Track, page: LinkedPage, id: number): EventDetail | undefined {
    return this.findEvent(track, readPageId(page, id).eventId);
  }

  /**
   * Changes an event on top of what was changed before.
   *
   * @throws RangeError when it is no event of this track
   */
  change(track: Track, id: number, changes: EventChanges): void {
    if (!this.parts.plannedEvents(track).some((event) => event.id === id)) {
      throw new RangeError(`${track.slug} has no event ${id}`);
    }
    this.changes.set(id, { ...this.changes.get(id), ...changes });
    this.details.delete(id);
  }

  forgetChanges(): void {
    for (const id of this.changes.keys()) this.details.delete(id);
    this.changes.clear();
  }

  private create(track: Track, event: RaceEvent): EventDetail {
    const { seed, today } = this.parts;
    const changes = this.changes.get(event.id) ?? {};
    return createDetail(seed, today, track, event, changes, this.racers.memo(track));
  }
}
