import type { PracticeSession } from '@trackside/contracts';
import { hiddenNameOf } from '@trackside/privacy';

/** What of a session tells who drove. */
export type SessionDriver = Pick<PracticeSession, 'driver_name' | 'driver_hidden' | 'transponder'>;

/** Sessions with numbers in place of the names that are hidden, and without those transponders. */
export function withoutHidden(
  sessions: PracticeSession[],
  hidden: ReadonlyMap<string, number>,
): PracticeSession[] {
  return sessions.map((session) => {
    const number = hidden.get(session.driver_name);
    if (number === undefined) return session;
    const driver_name = hiddenNameOf(number);
    return { ...session, driver_name, driver_hidden: true, transponder: null };
  });
}

/** A session without a word about hiding where nothing is hidden. */
export function toldSession<T extends SessionDriver>(session: T): T {
  if (session.driver_hidden) return session;
  const { driver_hidden, ...told } = session;
  return told as T;
}

export function driverOf(session: PracticeSession): SessionDriver {
  const { driver_name, driver_hidden, transponder } = session;
  return { driver_name, driver_hidden, transponder };
}
