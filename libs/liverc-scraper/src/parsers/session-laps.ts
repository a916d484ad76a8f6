import type { SessionLap } from '../pages.js';
import { readSeconds } from './figures.js';
import { findLapsInScripts, type ScriptLap } from './laps-script.js';
import { textOf } from './markup.js';
import type { OpenPage } from './open-page.js';
import { pageChanged } from './page-changed.js';

const MAX_LAPS = 2000;

/**
 * Reads the list of laps, and from the page's script when each was finished. The footnote on
 * invalid laps is printed on every page and says nothing; the star behind a lap does.
 */
export function readLaps(
  page: OpenPage,
  lapCount: number | null,
): { laps: SessionLap[]; unreadableLaps: number } {
  const lists = page.select('div.laps_list');
  const [list] = lists;
  if (!list || lists.length > 1) throw pageChanged('one list of laps', `${lists.length}`, page.url);
  const items = page.select('span', list);
  if (items.length > MAX_LAPS) {
    throw pageChanged(`at most ${MAX_LAPS} laps`, `${items.length}`, page.url);
  }
  const scripted = findLapsInScripts(page.scripts);
  const laps = new Map<number, SessionLap>();
  for (const item of items) {
    const lap = readLap(textOf(item), scripted);
    if (lap && !laps.has(lap.lapNumber)) laps.set(lap.lapNumber, lap);
  }
  const expected = Math.max(items.length, lapCount ?? 0);
  if (laps.size === 0 && expected > 0) {
    throw pageChanged(`${expected} laps`, 'none that can be read', page.url);
  }
  return { laps: [...laps.values()], unreadableLaps: expected - laps.size };
}

/** Reads `Lap 3: 17.298*`. */
function readLap(text: string, scripted: Map<number, ScriptLap>): SessionLap | null {
  const match = /^Lap (\d{1,6}): ([\d.]{1,16})(\s?\*)?$/.exec(text);
  const lapTimeSeconds = readSeconds(match?.[2] ?? '');
  if (!match || lapTimeSeconds === null) return null;
  const lapNumber = Number(match[1]);
  const known = scripted.get(lapNumber);
  const isSame = known?.lapTimeSeconds === lapTimeSeconds;
  return {
    lapNumber,
    lapTimeSeconds,
    crossedAt: (isSame && known?.crossedAt) || null,
    isValid: match[3] === undefined && !(isSame && known?.isInvalid),
  };
}
