import { Inject, Injectable } from '@nestjs/common';
import {
  concatMap,
  defer,
  filter,
  finalize,
  map,
  type Observable,
  ReplaySubject,
  share,
} from 'rxjs';
import { Clock } from '@trackside/calendar';
import { LivercScraper } from '@trackside/liverc-scraper';
import { withHeartbeats } from '@trackside/streams';
import { Tracks } from '@trackside/tracks';
import type { PageTrack } from '../day/page-track.js';
import { TrackChanges } from '../day/track-changes.js';
import { PRACTICE_DAYS_OPTIONS, type PracticeDaysOptions } from '../options.js';
import { DayLook } from './day-look.js';
import { GrowingDays } from './growing-days.js';
import { KnownDays } from './known-day.js';
import { decodeLiveCursor } from './live-cursor.js';
import { type LiveStep, LiveTale } from './live-records.js';
import { RunningDayStore } from './running-day-store.js';
import { TrackWatch, type WatchedTrack, type WatchParts } from './track-watch.js';

/** Shorter than the 15 s for which a stream may be silent. */
const HEARTBEAT_MS = 10_000;

interface Watched {
  watch: TrackWatch;
  states: Observable<WatchedTrack>;
}

/** Follows tracks' running days. All followers of a track in this process share one watch. */
@Injectable()
export class RunningDays {
  private readonly watched = new Map<string, Watched>();
  private readonly parts: WatchParts;

  constructor(
    private readonly tracks: Tracks,
    running: RunningDayStore,
    known: KnownDays,
    growing: GrowingDays,
    looks: DayLook,
    scraper: LivercScraper,
    clock: Clock,
    changes: TrackChanges,
    @Inject(PRACTICE_DAYS_OPTIONS) { liveDayIntervalMs: intervalMs }: PracticeDaysOptions,
  ) {
    this.parts = { running, known, growing, looks, scraper, clock, changes, intervalMs };
  }

  /**
   * The newest practice day of the track that can still grow, from now on: `started` first, then what is
   * known, then what comes, `heartbeat` in silence, `done` last. LiveRC is looked at for as long as
   * somebody follows, once for all.
   *
   * @param resumeFrom the cursor of the last record that the client has; one that is not ours is ignored
   * @throws TrackNotFoundError before the stream begins
   */
  async follow(trackId: string, resumeFrom?: string): Promise<Observable<LiveStep>> {
    const track = await this.tracks.find(trackId);
    return defer(() => {
      const { watch, states } = this.watched.get(track.id) ?? this.begin(track);
      watch.hurry();
      const told = decodeLiveCursor(resumeFrom);
      const tale = new LiveTale(told);
      // What this process saw before the client came may be older than what another has told it.
      const since = told ? performance.now() : 0;
      return states.pipe(
        filter(({ seenAt }) => seenAt >= since),
        concatMap((state) => tale.tell(state)),
      );
    }).pipe(
      withHeartbeats(HEARTBEAT_MS),
      map((step) => ('record' in step ? step : { record: step })),
    );
  }

  private begin(track: PageTrack): Watched {
    const watch = new TrackWatch(track, this.parts);
    const states = watch.states().pipe(
      finalize(() => this.watched.delete(track.id)),
      share({ connector: () => new ReplaySubject(1) }),
    );
    const begun = { watch, states };
    this.watched.set(track.id, begun);
    return begun;
  }
}
