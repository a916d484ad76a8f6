import { createHash } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import { from, lastValueFrom, mergeMap, toArray } from 'rxjs';
import { ageMs, Clock, WITNESS_INTERVAL_MS } from '@trackside/calendar';
import type { ReadingError } from '@trackside/contracts';
import {
  type Lane,
  LivercDisabledError,
  LivercError,
  LivercScraper,
  type SessionPage,
} from '@trackside/liverc-scraper';
import { PageVault } from '@trackside/page-vault';
import { HiddenDrivers } from '@trackside/privacy';
import { TrackNames } from '@trackside/tracks';
import type { PageTrack } from '../day/page-track.js';
import { failureAt } from './failures.js';
import { SessionImportStore, type UnreadSession } from './session-import-store.js';
import { checkIsSession, type NumberOf } from './whose-session.js';

/** Pages asked for at a time. The scraper's gate, which all share, may allow fewer. */
const SESSIONS_AT_A_TIME = 10;

/** A hash of the page's laps: two readings agree when theirs are equal. */
function witnessOf(page: SessionPage): string {
  return createHash('sha256').update(JSON.stringify(page.laps)).digest('hex');
}

/** Whether the page shows fewer laps than are known, and no reading a minute before agrees. */
function isShort(session: UnreadSession, page: SessionPage, readAt: Date): boolean {
  if (page.laps.length >= session.known_laps) return false;
  const age = session.laps_failed_at ? ageMs(session.laps_failed_at, readAt) : 0;
  const isSettled = age !== Infinity && age >= WITNESS_INTERVAL_MS;
  return !(isSettled && session.laps_witness === witnessOf(page));
}

/** The second step of an import: the laps and figures of every session, each page on its own. */
@Injectable()
export class SessionLaps {
  private readonly logger = new Logger(SessionLaps.name);

  constructor(
    private readonly scraper: LivercScraper,
    private readonly names: TrackNames,
    private readonly store: SessionImportStore,
    private readonly hidden: HiddenDrivers,
    private readonly vault: PageVault,
    private readonly clock: Clock,
  ) {}

  /**
   * Reads the pages of the day's sessions that lack laps, several at a time. Each session is stored
   * as it arrives. One that fails is noted, and hurts no other.
   *
   * @param lane the background's pages come after the requests of people
   * @returns why sessions failed, one reason for each
   * @throws the signal's reason when aborted; LivercDisabledError when LiveRC is switched off
   */
  async read(
    track: PageTrack,
    dayId: string,
    signal: AbortSignal,
    lane: Lane = 'background',
  ): Promise<ReadingError[]> {
    const [sessions, numberOf] = await Promise.all([
      this.store.findUnread(dayId),
      this.hidden.ofDay(dayId),
    ]);
    const asked = { signal, lane, numberOf };
    const results = from(sessions).pipe(
      mergeMap((session) => this.readSession(track, dayId, session, asked), SESSIONS_AT_A_TIME),
      toArray(),
    );
    return (await lastValueFrom(results)).flatMap((failure) => failure ?? []);
  }

  private async readSession(
    track: PageTrack,
    dayId: string,
    session: UnreadSession,
    { signal, lane, numberOf }: { signal: AbortSignal; lane: Lane; numberOf: NumberOf },
  ): Promise<ReadingError | null> {
    const readAt = this.clock.now();
    try {
      signal.throwIfAborted();
      const page = await this.names.ask(track, (ref) =>
        this.scraper.fetchSession(ref, session.source_session_id, {
          signal,
          lane,
          check: (read, url) => checkIsSession(session, read, url, numberOf),
        }),
      );
      await this.scraper.keep(page, () => this.save(dayId, session, page, readAt));
      return isShort(session, page, readAt) ? this.fail(track, session, page, readAt) : null;
    } catch (error) {
      // It is no failure of the session when the process stops or LiveRC is switched off.
      if (signal.aborted) throw signal.reason;
      if (!(error instanceof LivercError) || error instanceof LivercDisabledError) throw error;
      this.logger.warn({ msg: 'session not read', track: track.slug, reason: error.message });
      const failure = { code: error.code, message: error.message };
      await this.store.saveFailure(session.id, failure, failureAt(readAt));
      return failure;
    }
  }

  /** Stored laps are replaced by fewer ones only once a second reading agrees. */
  private async save(
    dayId: string,
    session: UnreadSession,
    page: SessionPage,
    readAt: Date,
  ): Promise<void> {
    const isLess = page.laps.length < session.stored_laps && isShort(session, page, readAt);
    if (isLess) return;
    await this.store.saveLaps(dayId, session.id, page, readAt);
    await this.vault.keep(page, { ownerId: dayId, readAt });
  }

  /** Notes as a failure that the page shows fewer laps than are known. */
  private async fail(
    track: PageTrack,
    session: UnreadSession,
    page: SessionPage,
    readAt: Date,
  ): Promise<ReadingError> {
    const url = this.scraper.urls.session(track.slug, session.source_session_id);
    const counts = `${page.laps.length} laps, ${session.known_laps} were known`;
    const failure = {
      code: 'LIVERC_PAGE_INCOMPLETE',
      message: `the session page shows ${counts}: ${url}`,
    } as const;
    await this.store.saveFailure(session.id, failure, failureAt(readAt), witnessOf(page));
    return failure;
  }
}
