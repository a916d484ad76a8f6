import { rowFigures } from '../../../apps/liverc-simulator/src/world/session-figures.js';
import type { Session } from '../../../apps/liverc-simulator/src/world/world.js';

/** The dates of a small world: the last one is younger than two days when a sequence begins. */
export interface WorldDates {
  /** `YYYY-MM`. */
  month: string;
  /** Four, oldest first. */
  dates: string[];
}

/** A session as a day lists it. */
export interface SiteSession extends Session {
  /** Another day lists it too, and the session's own page names that one. */
  isCopy?: boolean;
}

/** What LiveRC knows of one track at one moment; never changed, only followed by another. */
export interface Snapshot {
  /** Sessions by date, oldest first; a date without any has no entry. */
  days: ReadonlyMap<string, readonly SiteSession[]>;
}

type Days = Map<string, SiteSession[]>;

const CLASSES = ['1/8 Test Buggy', '1/10 Test Touring'];
const NAMES = ['Ada Quill', 'Bo Fennick', 'Unknown Driver', 'Cy Marlow'];

/**
 * Changes of LiveRC's own data. `day` and `session` are draws: they are taken modulo what there is,
 * so that a shortened sequence still means something.
 */
export type WorldChange =
  | { type: 'session-added'; day: number }
  | { type: 'session-removed'; day: number; session: number }
  | { type: 'session-grown'; day: number; session: number }
  | { type: 'session-shrunk'; day: number; session: number }
  | { type: 'session-renamed'; day: number; session: number }
  | { type: 'session-moved'; day: number; session: number; to: number }
  /** Another day lists the session too, from now on; its own page names the first. */
  | { type: 'session-doubled'; day: number; session: number; to: number }
  | { type: 'day-removed'; day: number }
  /** As it was that many changes ago: what was removed is shown again. */
  | { type: 'taken-back'; ago: number };

/** The world of one sequence, with all its earlier states. */
export class SiteWorld {
  /** Oldest first; the last one is the truth. */
  readonly snapshots: Snapshot[];
  private created = 0;

  /** @param counts sessions of each date at first; 0 for none */
  constructor(
    readonly where: WorldDates,
    counts: readonly number[],
  ) {
    const days = new Map<string, SiteSession[]>();
    where.dates.forEach((date, index) => {
      const sessions = Array.from({ length: counts[index] ?? 0 }, () => this.drive(date));
      if (sessions.length > 0) days.set(date, sessions);
    });
    this.snapshots = [{ days }];
  }

  get truth(): Snapshot {
    return this.snapshots.at(-1)!;
  }

  /** An earlier state; the oldest one when there are not that many. */
  ago(changes: number): Snapshot {
    return this.snapshots[Math.max(0, this.snapshots.length - 1 - changes)]!;
  }

  change(change: WorldChange): void {
    if (change.type === 'taken-back') {
      this.snapshots.push(this.ago(change.ago));
      return;
    }
    const days = new Map([...this.truth.days].map(([date, sessions]) => [date, [...sessions]]));
    this.apply(change, days);
    for (const [date, sessions] of days) {
      sessions.sort((a, b) => a.startMs - b.startMs || a.id - b.id);
      if (sessions.length === 0) days.delete(date);
    }
    this.snapshots.push({ days });
  }

  private apply(change: Exclude<WorldChange, { type: 'taken-back' }>, days: Days): void {
    const { dates } = this.where;
    if (change.type === 'session-added') {
      const date = dates[change.day % dates.length]!;
      days.set(date, [...(days.get(date) ?? []), this.drive(date)]);
      return;
    }
    const known = [...days.keys()].sort();
    if (known.length === 0) return;
    const date = known[change.day % known.length]!;
    if (change.type === 'day-removed') {
      days.delete(date);
      forgetOrphans(days);
      return;
    }
    const sessions = days.get(date)!;
    const session = sessions[change.session % sessions.length]!;
    // One that two days list stays as it is: a change would be one of both.
    if ([...days.values()].flat().filter(({ id }) => id === session.id).length > 1) return;
    if (change.type === 'session-doubled' || change.type === 'session-moved') {
      const to = dates[change.to % dates.length]!;
      const isCopy = change.type === 'session-doubled';
      if (to === date) return;
      if (!isCopy) days.set(date, without(sessions, session));
      days.set(to, [...(days.get(to) ?? []), { ...session, date: to, isCopy }]);
      return;
    }
    const next = change.type === 'session-removed' ? [] : [changed(session, change.type)];
    days.set(date, [...without(sessions, session), ...next]);
  }

  private drive(date: string): Session {
    this.created += 1;
    const number = this.created;
    const laps = Array.from({ length: 1 + (number % 3) }, (_, lap) => 30_000 + number * 10 + lap);
    const car = {
      className: CLASSES[number % 2]!,
      transponder: String(1_000_000 + number),
      lapMs: 30_000,
      validMinSeconds: 20,
      validMaxSeconds: 70,
    };
    const startMs = (9 * 3600 + number * 600) * 1000;
    const driven = { startMs, driverName: NAMES[number % NAMES.length]!, car, laps };
    return { ...driven, ...rowFigures(driven), id: 5_000_000 + number, date };
  }
}

function without(sessions: SiteSession[], session: SiteSession): SiteSession[] {
  return sessions.filter((one) => one !== session);
}

/** A copy goes with the session that it is one of. */
function forgetOrphans(days: Days): void {
  const originals = new Set([...days.values()].flat().flatMap((s) => (s.isCopy ? [] : s.id)));
  for (const [date, sessions] of days) {
    days.set(
      date,
      sessions.filter(({ id }) => originals.has(id)),
    );
  }
}

function changed(
  session: Session,
  how: 'session-grown' | 'session-shrunk' | 'session-renamed',
): Session {
  if (how === 'session-renamed') return { ...session, driverName: `${session.driverName} M` };
  const laps =
    how === 'session-grown'
      ? [...session.laps, 31_000 + session.laps.length]
      : session.laps.slice(0, Math.max(1, session.laps.length - 1));
  return { ...session, laps, ...rowFigures({ ...session, laps }) };
}
