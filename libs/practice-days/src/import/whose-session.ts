import { LivercPageChangedError, type SessionPage } from '@trackside/liverc-scraper';
import { hiddenNameOf } from '@trackside/privacy';
import type { UnreadSession } from './session-import-store.js';

/** The number of a hidden driver on the day by the name; null for one who has none. */
export type NumberOf = (name: string) => number | null;

/**
 * The page does not show its id, so its start and driver have to be those of the day's row. A driver
 * who has registered since then has another name and the same transponder. What went wrong is told to
 * many, so it names nobody.
 *
 * @throws LivercPageChangedError when the page is another session's, or laps of it can't be read
 */
export function checkIsSession(
  session: UnreadSession,
  page: SessionPage,
  url: string,
  numberOf: NumberOf,
): void {
  if (page.startedAt !== session.started_at || !isDriverOf(session, page, numberOf)) {
    const got = page.startedAt === session.started_at ? "another driver's" : 'that';
    throw new LivercPageChangedError(
      `expected the session of ${session.started_at}, got ${got} of ${page.startedAt}: ${url}`,
      url,
    );
  }
  if (page.unreadableLaps > 0) {
    throw new LivercPageChangedError(
      `${page.unreadableLaps} of ${page.unreadableLaps + page.laps.length} laps can't be read: ${url}`,
      url,
    );
  }
}

function isDriverOf(session: UnreadSession, page: SessionPage, numberOf: NumberOf): boolean {
  const number = numberOf(page.driverName);
  const isHidden = session.driver_hidden && number !== null;
  if (isHidden && session.driver_name === hiddenNameOf(number)) return true;
  if (page.driverName === session.driver_name) return true;
  return page.transponder !== null && page.transponder === session.transponder;
}
