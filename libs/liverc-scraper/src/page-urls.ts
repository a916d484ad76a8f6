import type { LivercAddresses } from './client/addresses.js';
import type { RankingRef } from './race-pages.js';

/** Where LiveRC shows what to people. */
export class PageUrls {
  constructor(private readonly addresses: LivercAddresses) {}

  /** A practice day, `date` as `YYYY-MM-DD`. */
  day(slug: string, date: string): string {
    return this.addresses.day(slug, date).href;
  }

  /** A practice session. */
  session(slug: string, sourceSessionId: string): string {
    return this.addresses.session(slug, sourceSessionId).href;
  }

  event(slug: string, sourceEventId: string): string {
    return this.addresses.event(slug, sourceEventId).href;
  }

  race(slug: string, sourceRaceId: string): string {
    return this.addresses.race(slug, sourceRaceId).href;
  }

  entryList(slug: string, sourceEventId: string): string {
    return this.addresses.entryList(slug, sourceEventId).href;
  }

  ranking(slug: string, ranking: RankingRef): string {
    return this.addresses.ranking(slug, ranking).href;
  }
}
