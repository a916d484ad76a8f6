import { Broken } from './judge.js';
import { rowOf } from './readings.js';
import type { ServedDay, View } from './served-view.js';
import type { SiteWorld } from './site-world.js';
import type { Stand } from './stand.js';
import type { WitnessOracle } from './witness-oracle.js';

type Say = (what: string) => void;

/**
 * After several true readings everything is as LiveRC shows it: each session on its day, with its
 * laps where the day is imported, and nothing else; only an imported day that LiveRC has no more
 * stays, and says so. Nothing is missing, and no job waits for ever.
 */
export async function judgeHealed(
  stand: Stand,
  world: SiteWorld,
  oracle: WitnessOracle,
  view: View,
): Promise<Broken[]> {
  const broken: Broken[] = [];
  const say = (what: string) => broken.push(new Broken('unhealed', what));
  judgeDays(world, oracle, view, say);
  judgeDoubled(world, view, say);
  judgeGoneDays(world, view, say);
  judgeLaps(world, view, say);
  const month = view.discovered?.month;
  // What a day says that lists another day's session is not told: it may say so for ever.
  if (month?.status !== 'complete' && doubledDates(world).size === 0) {
    say(`the month is ${JSON.stringify(month)}`);
  }
  if (view.openJobs.length > 0) say(`jobs have not ended: ${view.openJobs.join(', ')}`);
  await judgeExports(stand, view, say);
  await judgeDrivers(stand, oracle, view, say);
  return broken;
}

/** Dates that list a session of another day. */
function doubledDates(world: SiteWorld): Set<string> {
  const days = [...world.truth.days];
  return new Set(days.flatMap(([date, sessions]) => (sessions.some((s) => s.isCopy) ? date : [])));
}

function judgeDays(world: SiteWorld, oracle: WitnessOracle, view: View, say: Say): void {
  const last = oracle.readings.at(-1)!;
  const discovered = view.discovered?.days ?? [];
  const doubled = doubledIds(world);
  for (const [date, sessions] of world.truth.days) {
    const ids = sessions.map(({ id }) => String(id)).filter((id) => !doubled.has(id));
    const imported = view.imported.find((day) => day.date === date);
    const given = [discovered.find((day) => day.date === date), ...(imported ? [imported] : [])];
    for (const day of given) {
      const served = idsOf(day).filter((id) => !doubled.has(id));
      if (served.join() !== ids.sort().join()) {
        say(`${date} has ${served.join()}, not ${ids.join()}`);
      }
      if (doubledDates(world).has(date)) continue;
      if (day?.verified !== true) say(`${date} is not verified`);
      if (day?.listed === false) say(`${date} is told as not listed`);
      judgeRows(last.days.get(date), day, say);
    }
  }
}

function doubledIds(world: SiteWorld): Set<string> {
  const sessions = [...world.truth.days.values()].flat();
  return new Set(sessions.flatMap(({ id, isCopy }) => (isCopy ? String(id) : [])));
}

function idsOf(day: ServedDay | undefined): string[] {
  return (day?.sessions ?? []).map((one) => one.source_session_id).sort();
}

/**
 * A session that two days list is given once. Where one of them is imported, its own page was read:
 * then it stands on the day that this page names, and the other does not count as verified.
 */
function judgeDoubled(world: SiteWorld, view: View, say: Say): void {
  for (const id of doubledIds(world)) {
    const listing = [...world.truth.days].filter(([, list]) =>
      list.some((s) => String(s.id) === id),
    );
    const [own] = listing.find(([, list]) => list.some((s) => String(s.id) === id && !s.isCopy))!;
    const [other] = listing.find(([date]) => date !== own)!;
    const days = view.discovered?.days ?? [];
    const holders = days.filter((day) => idsOf(day).includes(id)).map(({ date }) => date);
    if (holders.length !== 1) say(`session ${id} stands on ${holders.join(' and ') || 'no day'}`);
    const isRead = view.imported.some(({ date }) => date === own || date === other);
    if (!isRead) continue;
    if (holders[0] !== own) say(`session ${id} stands on ${holders[0]}, its page names ${own}`);
    const isSaid = days.find(({ date }) => date === other)?.verified !== true;
    if (!isSaid) say(`${other} lists session ${id} of ${own}, and is verified`);
  }
}

function judgeRows(page: Parameters<typeof rowOf>[0], day: ServedDay | undefined, say: Say): void {
  for (const session of day?.sessions ?? []) {
    const row = rowOf(page, session.source_session_id);
    if (!row) continue;
    const isSame =
      session.driver_name === row.driver_name &&
      session.started_at === row.started_at &&
      session.lap_count === row.lap_count &&
      session.duration_seconds === row.duration_seconds;
    if (!isSame) say(`${day?.date}: ${JSON.stringify(session)}, not ${JSON.stringify(row)}`);
  }
}

function judgeGoneDays(world: SiteWorld, view: View, say: Say): void {
  for (const { date } of view.discovered?.days ?? []) {
    if (world.truth.days.has(date)) continue;
    const imported = view.imported.find((day) => day.date === date);
    if (!imported) say(`${date} is given and gone`);
    else if (imported.listed !== false) say(`the imported ${date} is gone and told as listed`);
  }
  for (const { date } of view.known) {
    if (!world.truth.days.has(date)) say(`${date} is known and gone`);
  }
}

function judgeLaps(world: SiteWorld, view: View, say: Say): void {
  for (const { date, sessions } of view.imported) {
    for (const { id, laps, isCopy } of world.truth.days.get(date) ?? []) {
      if (isCopy) continue;
      const given = sessions?.find((one) => one.source_session_id === String(id));
      const served = (given?.laps ?? []).map((lap) => Math.round(lap.lap_time_seconds * 1000));
      if (served.join() !== laps.join()) {
        say(`${date}, session ${id}: laps ${served.join()}, not ${laps.join()}`);
      }
    }
  }
}

/**
 * A week after a session was gone a job deletes it, and nothing else: what was served stays, and
 * the store holds no more than that.
 */
export async function judgeDeletion(stand: Stand, before: View, after: View): Promise<Broken[]> {
  const broken: Broken[] = [];
  const say = (what: string) => broken.push(new Broken('unhealed', `a week later ${what}`));
  const served = (view: View) =>
    [...view.imported, ...view.known]
      .map(({ date, session_count, total_laps }) => `${date} ${session_count} ${total_laps}`)
      .sort()
      .join(', ');
  if (served(after) !== served(before)) say(`${served(before)} are ${served(after)}`);
  const days = [...after.imported, ...after.known];
  const count = days.reduce((sum, { session_count }) => sum + session_count, 0);
  const stored = await stand.countStoredSessions();
  if (stored !== count) say(`${stored} sessions are stored, ${count} are served`);
  return broken;
}

/** What is gone is in no export either. */
async function judgeExports(stand: Stand, view: View, say: Say): Promise<void> {
  for (const day of view.imported) {
    const path = `/practice-days/${day.event_id}/export?format=ndjson`;
    const text = await stand.getText(path);
    const ids = text
      .split('\n')
      .filter(Boolean)
      .map((line) => (JSON.parse(line) as { source_session_id?: string }).source_session_id)
      .flatMap((id) => id ?? [])
      .sort();
    const served = (day.sessions ?? []).map((one) => one.source_session_id).sort();
    if (ids.join() !== served.join()) {
      say(`the export of ${day.date} has ${ids.join()}, not ${served.join()}`);
    }
  }
}

/** What is gone counts for no driver. */
async function judgeDrivers(
  stand: Stand,
  oracle: WitnessOracle,
  view: View,
  say: Say,
): Promise<void> {
  const shown = oracle.readings.flatMap(({ days }) => [...days.values()].flatMap((d) => d.rows));
  const names = new Set(shown.map(({ driver_name }) => driver_name));
  names.delete('Unknown Driver');
  const served = new Map(
    [...(view.discovered?.days ?? []), ...view.imported].flatMap(({ sessions }) =>
      (sessions ?? []).map((one): [string, string] => [one.source_session_id, one.driver_name]),
    ),
  );
  for (const name of names) {
    const query = `track_id=${view.trackId}&name=${encodeURIComponent(name)}`;
    const { status, body } = await stand.get(`/drivers?${query}`);
    const count = status === 200 ? body.data.session_count : 0;
    const expected = [...served.values()].filter((other) => other === name).length;
    if (count !== expected) say(`${name} has ${count} sessions, ${expected} are given`);
  }
}
