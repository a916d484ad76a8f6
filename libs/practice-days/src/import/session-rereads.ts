import { Injectable, type OnModuleInit } from '@nestjs/common';
import { LivercScraper } from '@trackside/liverc-scraper';
import {
  parametersOf,
  type Reread,
  Rereaders,
  type Rereader,
  type RereadPage,
  type StoredPage,
} from '@trackside/page-vault';
import { HiddenDrivers } from '@trackside/privacy';
import { Tracks } from '@trackside/tracks';
import type { PageTrack } from '../day/page-track.js';
import { SessionImportStore, type UnreadSession } from './session-import-store.js';
import { checkIsSession, type NumberOf } from './whose-session.js';

/** Whose page it is. */
interface Whose {
  session: UnreadSession | undefined;
  numberOf: NumberOf;
}

/** Reads stored pages of sessions anew; LiveRC is not asked. */
@Injectable()
export class SessionRereads implements Rereader, OnModuleInit {
  readonly kinds = ['session'] as const;

  constructor(
    private readonly rereaders: Rereaders,
    private readonly scraper: LivercScraper,
    private readonly store: SessionImportStore,
    private readonly hidden: HiddenDrivers,
    private readonly tracks: Tracks,
  ) {}

  onModuleInit(): void {
    this.rereaders.add(this);
  }

  async open(dayId: string): Promise<RereadPage | null> {
    const day = await this.store.findImported(dayId);
    if (!day) return null;
    const [track, sessions, numberOf] = await Promise.all([
      this.tracks.find(day.trackId),
      this.store.findRead(dayId),
      this.hidden.ofDay(dayId),
    ]);
    const { urls } = this.scraper;
    const byPage = new Map(
      sessions.map((one) => [parametersOf(urls.session(track.slug, one.source_session_id)), one]),
    );
    return (page) =>
      this.reread(track, dayId, page, {
        session: byPage.get(page.parameters),
        numberOf,
      });
  }

  private async reread(
    { slug, name }: PageTrack,
    dayId: string,
    { seenAt, html }: StoredPage,
    { session, numberOf }: Whose,
  ): Promise<Reread> {
    if (session?.laps_read_at?.getTime() !== seenAt.getTime()) return 'superseded';
    // It was known as the track's when it came.
    const track = { slug, name, isAlsoCalled: async () => true };
    const read = await this.scraper.fetchSession(track, session.source_session_id, {
      stored: html,
      check: (value, url) => checkIsSession(session, value, url, numberOf),
    });
    if (read.laps.length < session.stored_laps) return 'failed';
    await this.store.saveLapsAgain(dayId, session.id, read, seenAt);
    return 'read';
  }
}
