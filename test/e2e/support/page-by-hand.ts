import { type DrivenLap, countedByHand, figuresByHand, livercByHand } from './figures-by-hand.js';

/** A session as it was driven. */
export interface Driven {
  driver: string;
  transponder: string | null;
  /** Track-local. */
  startedAt: string;
  laps: DrivenLap[];
}

/** Which laps are gone by, as the page names it. */
export type StatisticName = 'counted' | 'valid';

const WORDS = {
  counted: { pace: 'Median', consistency: 'Consistency', laps: 'laps that count' },
  valid: { pace: 'Average', consistency: 'LiveRC consistency', laps: 'valid laps' },
} as const;

/**
 * All that the page of a day says of a driver in a class, in its own words: reckoned from the laps
 * without a line of the page's.
 *
 * @param ofClass sessions of everybody in the class on that day
 */
export function pageByHand(driver: string, ofClass: Driven[], name: StatisticName) {
  const inTime = ofClass.toSorted((a, b) => (a.startedAt < b.startedAt ? -1 : 1));
  const theirs = inTime.filter((session) => session.driver === driver);
  const words = WORDS[name];
  const whole = paceOf(
    theirs.map(({ laps }) => laps),
    name,
  );
  const best = bestOf(theirs);
  const rows = theirs.map((session) => {
    const { pace, consistency } = paceOf([session.laps], name);
    const own = [clockOf(session), timeOf(bestOf([session])), timeOf(pace)];
    return { own, laps: String(session.laps.length), consistency: percentOf(consistency) };
  });
  const liverc = livercByHand(theirs.map(({ laps }) => laps));
  const points = (of: 1 | 2, word: string): string[] =>
    rows.filter(({ own }) => own[of] !== '–').map(({ own }) => `${own[0]}: ${word} ${own[of]}`);
  return {
    tiles: {
      Best: timeOf(best),
      'Class best': timeOf(bestOf(ofClass)),
      [words.pace]: timeOf(whole.pace),
      [words.consistency]: percentOf(whole.consistency),
      Sessions: String(theirs.length),
      Laps: String(theirs.flatMap(({ laps }) => laps).length),
    },
    sentences: [
      changeOf(theirs, name),
      classSentence(driver, ofClass),
      consistencySentence(theirs, name),
    ],
    chartTable: rows.map(({ own, consistency, laps }) => [...own, consistency, laps]),
    chartPoints: [points(1, 'best'), points(2, words.pace.toLowerCase())],
    sessionsOfMyDay: rows.map(({ own, consistency, laps }) => [...own, laps, consistency]),
    sessionsTab: rows.map(({ own, consistency, laps }) => [...own, laps, consistency]),
    leaderboard: [timeOf(best), liverc.lapCount < 10 ? '–' : percentOf(liverc.consistency)],
  };
}

/** Best, pace and consistency of sessions as a page writes them. */
export function driverByHand(sessions: DrivenLap[][], name: StatisticName): string[] {
  const { pace, consistency } = paceOf(sessions, name);
  return [timeOf(figuresByHand(sessions).best), timeOf(pace), percentOf(consistency)];
}

/** Pace and consistency of sessions together, and how many laps they are made of. */
function paceOf(sessions: DrivenLap[][], name: StatisticName) {
  if (name === 'counted') {
    const { median: pace, consistency } = figuresByHand(sessions);
    return { pace, consistency, lapCount: sessions.flatMap(countedByHand).length };
  }
  const { average: pace, consistency, lapCount } = livercByHand(sessions);
  return { pace, consistency: lapCount < 2 ? null : consistency, lapCount };
}

function changeOf(theirs: Driven[], name: StatisticName): string | null {
  const best = bestOf(theirs);
  const index = theirs.findLastIndex((session) => bestOf([session]) === best);
  if (best === null) return null;
  const found =
    `Best ${timeOf(best)} at ${clockOf(theirs[index]!)}, ` +
    `the ${ordinal(index + 1)} of ${theirs.length} ${theirs.length === 1 ? 'session' : 'sessions'}.`;
  const paces = theirs.flatMap(({ laps }) => paceOf([laps], name).pace ?? []);
  const [from, to] = [paces[0]!, paces.at(-1)!];
  if (paces.length < 2) return found;
  const pace = WORDS[name].pace.toLowerCase();
  return `${found} The ${pace} went from ${timeOf(from)} to ${timeOf(to)} (${gapOf(to - from)}).`;
}

function classSentence(driver: string, ofClass: Driven[]): string | null {
  const drivers = [...Map.groupBy(ofClass, labelOf)]
    .map(([label, sessions]) => ({ label, best: bestOf(sessions) }))
    .filter((one): one is { label: string; best: number } => one.best !== null)
    .sort((a, b) => a.best - b.best);
  const own = drivers.find(({ label }) => label === driver)?.best;
  const first = drivers.find(({ label }) => label !== driver);
  if (own === undefined) return null;
  const value = timeOf(own);
  if (!first) return `${value}: nobody else of this class has a lap to compare with yet.`;
  const rank = 1 + drivers.filter(({ best }) => best < own).length;
  const gap = timeOf(Math.abs(first.best - own));
  return rank === 1
    ? `${value} is the best of the class, ${gap} ahead of ${first.label}.`
    : `${value} is ${gap} behind ${first.label}: ${ordinal(rank)} of ${drivers.length}.`;
}

function consistencySentence(theirs: Driven[], name: StatisticName): string | null {
  const sessions = theirs.map(({ laps }) => laps);
  const { consistency, lapCount } = paceOf(sessions, name);
  if (consistency === null) return null;
  const valid = sessions.flat().filter(({ isValid }) => isValid).length;
  const left = valid - lapCount;
  const without = left === 0 ? '' : `, ${left} ${left === 1 ? 'stands' : 'stand'} out`;
  const words = `${percentOf(consistency)} over ${lapCount} ${WORDS[name].laps}${without}.`;
  const rated = theirs
    .map((session) => ({ session, ...paceOf([session.laps], name) }))
    .filter((one) => one.lapCount >= 5)
    .sort((a, b) => b.consistency! - a.consistency!);
  const [evenest] = rated;
  if (theirs.length < 2 || !evenest) return words;
  const among = rated.length < theirs.length ? `, of runs with 5 ${WORDS[name].laps} or more` : '';
  return `${words} Most even${among}: ${percentOf(evenest.consistency)} at ${clockOf(evenest.session)}.`;
}

function labelOf({ driver, transponder }: Driven): string {
  return driver === 'Unknown Driver' && transponder ? `${driver} (${transponder})` : driver;
}

function bestOf(sessions: Driven[]): number | null {
  const valid = sessions.flatMap(({ laps }) => laps.filter(({ isValid }) => isValid));
  return valid.length === 0 ? null : Math.min(...valid.map(({ seconds }) => seconds));
}

function clockOf({ startedAt }: Driven): string {
  return startedAt.slice(11, 16);
}

/** `34.746`, `1:02.345`; a dash for null. */
export function timeOf(seconds: number | null): string {
  if (seconds === null) return '–';
  const milliseconds = Math.round(seconds * 1000);
  const minutes = Math.floor(milliseconds / 60_000);
  const rest = ((milliseconds % 60_000) / 1000).toFixed(3);
  return minutes === 0 ? rest : `${minutes}:${rest.padStart(6, '0')}`;
}

function gapOf(seconds: number): string {
  const sign = Math.round(seconds * 1000) === 0 ? '' : seconds > 0 ? '+' : '−';
  return sign + timeOf(Math.abs(seconds));
}

/** `94.7 %`; a dash for null. */
function percentOf(percent: number | null): string {
  return percent === null ? '–' : `${percent.toFixed(1).replace('-', '−')}\u00a0%`;
}

function ordinal(rank: number): string {
  const isTeen = rank % 100 > 10 && rank % 100 < 14;
  const ending = isTeen ? 'th' : (['th', 'st', 'nd', 'rd'][rank % 10] ?? 'th');
  return `${rank}${ending}`;
}
