/** Sessions of a day with their laps, as they are asked for: by ids, in ever other sets of them. */
const SESSIONS = /^\/api\/v1\/practice-days\/[^/]+\/sessions$/;

interface Session {
  readonly id: string;
}

interface Answer {
  readonly data: { readonly items: readonly Session[]; readonly next_cursor: string | null };
}

/** The ids of sessions whose laps an address asks for; null where it asks for anything else. */
export function lapsAskedFor(address: string): string[] | null {
  const { pathname, searchParams } = new URL(address);
  const ids = searchParams.getAll('session_id');
  const isOfLaps = SESSIONS.test(pathname) && searchParams.get('include_laps') === 'true';
  return isOfLaps && ids.length > 0 ? ids : null;
}

/** Whether a kept answer has laps of the same day. */
export function isOfSameDay(asked: string, kept: string): boolean {
  return new URL(asked).pathname === new URL(kept).pathname && lapsAskedFor(kept) !== null;
}

/**
 * The sessions that are asked for, put together from other answers, of which earlier ones come first;
 * null where one of them is in none.
 */
export function gathered(ids: readonly string[], answers: readonly Answer[]): Answer | null {
  const byId = new Map(
    answers.toReversed().flatMap(({ data }) => data.items.map((session) => [session.id, session])),
  );
  const items = ids.flatMap((id) => byId.get(id) ?? []);
  return items.length === ids.length ? { data: { items, next_cursor: null } } : null;
}
