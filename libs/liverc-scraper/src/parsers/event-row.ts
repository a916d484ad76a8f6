import { RANKINGS, isOrder } from '../client/addresses.js';
import type { EventRace, RankingKind, RankingRef, RaceSection } from '../race-pages.js';
import { readCount, readIdFromHref, readParameters } from './figures.js';
import { cleanText, keptName } from './markup.js';

const USUAL_ORDER = 'laps_time';

/** The ranking that a link leads to; null where it leads elsewhere. */
export function rankingOf(href: string | undefined): RankingRef | null {
  for (const [kind, page] of Object.entries(RANKINGS) as [RankingKind, string][]) {
    const sourceRankingId = readIdFromHref(href, page);
    if (sourceRankingId === null) continue;
    if (kind !== 'round') return { kind, sourceRankingId, order: null };
    const order = readParameters(href)?.get('o') ?? USUAL_ORDER;
    return isOrder(order) ? { kind, sourceRankingId, order } : null;
  }
  return null;
}

const SECTIONS: [RegExp, RaceSection][] = [
  [/^main/i, 'main'],
  [/^qualif(?:ier|ying|ication)/i, 'qualifying'],
  [/^seeding/i, 'seeding'],
  [/^practice/i, 'practice'],
];

/** What a heading over races says: `Qualifier Round 3` is the third round of qualifying. */
export function readSection(title: string): Pick<EventRace, 'section' | 'round'> {
  const section = SECTIONS.find(([begins]) => begins.test(title))?.[1] ?? 'other';
  const round = /\bRound (\d{1,4})\b/i.exec(title)?.[1];
  return { section, round: section === 'main' ? null : readCount(round ?? '') };
}

type Label = Pick<EventRace, 'raceNumber' | 'label' | 'className'>;

/**
 * Parts `Race 1: 1/8 Electric Buggy (1/8 Electric Buggy (Heat 1/3))`: the group that ends the text
 * is the label, with whatever groups it holds, and the class stands before it. Without a group the
 * text is the label, and no class is told.
 */
export function readRaceLabel(text: string): Label | null {
  const match = /^Race (\d{1,6}): ?/.exec(text);
  const raceNumber = readCount(match?.[1] ?? '');
  const rest = cleanText(text.slice(match?.[0].length ?? 0));
  if (rest === '') return null;
  const open = openingOf(rest);
  const label = keptName(cleanText(rest.slice(open + 1, -1)));
  const className = keptName(cleanText(rest.slice(0, Math.max(open, 0))));
  if (open <= 0 || !label || !className) {
    return { raceNumber, label: keptName(rest), className: null };
  }
  return { raceNumber, label, className };
}

/** Where the group begins that ends with the text; -1 where none does. */
function openingOf(text: string): number {
  if (!text.endsWith(')')) return -1;
  let depth = 0;
  for (let at = text.length - 1; at >= 0; at--) {
    if (text[at] === ')') depth++;
    else if (text[at] === '(' && --depth === 0) return at;
  }
  return -1;
}
