import { Injectable } from '@nestjs/common';
import { Clock, isWithin, TTL_MS } from '@trackside/calendar';
import {
  isSameTrackName,
  LivercPageChangedError,
  LivercScraper,
  type TrackRef,
} from '@trackside/liverc-scraper';
import { SingleFlight } from '@trackside/streams';
import { Catalogue } from './catalogue.js';
import { TracksStore, type TrackNamesKnown } from './storage/tracks-store.js';

interface NamedTrack {
  id: string;
  slug: string;
  name: string;
}

/**
 * Asks LiveRC for pages of a track and knows whose they are. The host that answered is the track's;
 * the name that its pages bear may differ from the catalogue's, because a track was renamed or is
 * called otherwise there. The track's own dashboard decides, and what it says is kept.
 */
@Injectable()
export class TrackNames {
  private readonly asking = new SingleFlight<string | null>();

  constructor(
    private readonly catalogue: Catalogue,
    private readonly store: TracksStore,
    private readonly scraper: LivercScraper,
    private readonly clock: Clock,
  ) {}

  /**
   * The page that `ask` fetches.
   *
   * @throws LivercError; LivercOtherTrackError when the page bears a name that neither the catalogue
   *   nor the track's dashboard knows
   */
  ask<T>(track: NamedTrack, ask: (track: TrackRef) => Promise<T>): Promise<T> {
    const isAlsoCalled = (pageName: string) => this.isAlsoCalled(track, pageName);
    return ask({ slug: track.slug, name: track.name, isAlsoCalled });
  }

  private async isAlsoCalled(track: NamedTrack, pageName: string): Promise<boolean> {
    const known = await this.store.findNames(track.id);
    if (!known) return false;
    if (isOneOf(known, pageName)) return true;
    if (isWithin(TTL_MS.dashboardName, known.pageNameReadAt, this.clock.now())) return false;
    const ownName = await this.asking.run(track.id, () => this.askDashboard(track));
    if (ownName !== null && isSameTrackName(ownName, pageName)) return true;
    const now = await this.store.findNames(track.id);
    return now !== null && isOneOf(now, pageName);
  }

  /**
   * The name that the dashboard bears, kept; null when the page is no dashboard. The catalogue is
   * read again as well, in case that name is the track's new one.
   */
  private async askDashboard(track: NamedTrack): Promise<string | null> {
    await this.catalogue.sync().catch(() => null);
    try {
      const { trackName } = await this.scraper.fetchDashboard(track.slug);
      await this.store.savePageName(track.id, trackName, this.clock.now());
      return trackName;
    } catch (error) {
      if (error instanceof LivercPageChangedError) return null;
      throw error;
    }
  }
}

function isOneOf({ name, pageName }: TrackNamesKnown, other: string): boolean {
  return isSameTrackName(name, other) || (pageName !== null && isSameTrackName(pageName, other));
}
