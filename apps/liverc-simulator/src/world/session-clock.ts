import type { DrivenSession } from './sessions.js';

/** Quiet seconds after which LiveRC closes a session. */
const IDLE_SECONDS = 180;

/** Seconds after midnight of the session's date at which each lap ended, rounded as printed. */
export function crossingsOf(session: DrivenSession): number[] {
  let ms = session.startMs;
  return session.laps.map((lap) => Math.round((ms += lap) / 1000));
}

/** End of the session in seconds after midnight of its date; more than a day past midnight. */
export function endOf(session: DrivenSession): number {
  return (crossingsOf(session).at(-1) ?? Math.floor(session.startMs / 1000)) + IDLE_SECONDS;
}
