import type { SessionPage } from '../pages.js';
import { readCount, readLength, readPercent, readSeconds } from './figures.js';
import { nextDate, readNamedDate, readTime12 } from './local-time.js';
import { keptName, valueAfter } from './markup.js';
import { openPage, type OpenPage } from './open-page.js';
import { pageChanged, quote } from './page-changed.js';
import { readLaps } from './session-laps.js';
import { readFields } from './table-fields.js';

const MARK = ' :: Practice Session for ';
const TITLE_END = / on ([A-Z][^()]{4,20} \([A-Za-z]+\)) at ([\d:]{7,8}[ap]m) :: LiveRC$/;

type Fields = Map<string, string[]>;

/**
 * Reads `/practice/?p=view_session&id=N`. The page does not show its id: compare driver and start
 * with the row of the day.
 *
 * @throws LivercPageChangedError for another page, a session without driver or start, a list of
 *   laps that is missing or of which none can be read, and for more than 2,000 laps
 */
export function parseSession(html: string, url: string): SessionPage {
  const page = openPage(html, url);
  const { trackName, titledStart } = readSessionTitle(page);
  const fields = findFields(page);
  const line = (name: string): string => fields.get(name)?.[0] ?? '';
  const driverName = keptName(line('Driver'));
  const times = readTimes(page, fields);
  if (!driverName) throw pageChanged("a session with a driver's name", 'none', url);
  if (times.startedAt !== titledStart) throw pageChanged(titledStart, times.startedAt, url);
  const lapCount = readCount(line('Num Laps'));
  return {
    trackName,
    driverName,
    className: keptName(line('Class')) || null,
    transponder: line('Transponder') || null,
    ...times,
    lapCount,
    fastestLapSeconds: readSeconds(line('Fastest Lap')),
    top3ConsecutiveSeconds: readSeconds(line('Top 3 Consec')),
    ...readAverages(fields.get('Averages') ?? []),
    ...readValidRange(line('Valid Lap Range')),
    ...readLaps(page, lapCount),
  };
}

/** `{Track} :: Practice Session for {driver} on {date} at {time} :: LiveRC`. */
function readSessionTitle(page: OpenPage): { trackName: string; titledStart: string } {
  const mark = page.title.indexOf(MARK);
  const end = TITLE_END.exec(page.title.slice(-100));
  const date = readNamedDate(end?.[1] ?? '');
  const time = readTime12(end?.[2] ?? '');
  if (mark <= 0 || !date || !time) {
    throw pageChanged('a practice session', `a page titled ${quote(page.title)}`, page.url);
  }
  return { trackName: page.title.slice(0, mark), titledStart: `${date}T${time}` };
}

function findFields(page: OpenPage): Fields {
  for (const panel of page.panels) {
    const fields = readFields(page, panel);
    if (fields.has('Driver') && fields.has('Session Time')) return fields;
  }
  throw pageChanged('a table with Driver and Session Time', 'none', page.url);
}

type Times = Pick<SessionPage, 'startedAt' | 'endedAt' | 'durationSeconds'>;

/** The end has no date: one that is before the start is of the next day. */
function readTimes(page: OpenPage, fields: Fields): Times {
  const lines = fields.get('Session Time') ?? [];
  const date = readNamedDate(valueAfter(lines, 'Date:') ?? '');
  const start = readTime12(valueAfter(lines, 'Start:') ?? '');
  const end = readTime12(valueAfter(lines, 'End:') ?? '');
  if (!date || !start) {
    throw pageChanged('date and start of a session', quote(lines.join(' ')), page.url);
  }
  return {
    startedAt: `${date}T${start}`,
    endedAt: end && `${end < start ? nextDate(date) : date}T${end}`,
    durationSeconds: readLength(valueAfter(lines, 'Length of Session:') ?? ''),
  };
}

function readAverages(lines: string[]) {
  const seconds = (label: string): number | null => readSeconds(valueAfter(lines, label) ?? '');
  return {
    averageLapSeconds: seconds('Avg:'),
    averageTop5Seconds: seconds('Top 5:'),
    averageTop10Seconds: seconds('Top 10:'),
    averageTop15Seconds: seconds('Top 15:'),
    standardDeviationSeconds: seconds('Std Deviation:'),
    consistencyPercent: readPercent(valueAfter(lines, 'Consistency:') ?? ''),
  };
}

/** `20 to 1:10`: each side is bare seconds or minutes and seconds. */
function readValidRange(line: string) {
  const [min = '', max = ''] = line.split(' to ', 2);
  const bound = (text: string): number | null => readSeconds(text) ?? readLength(text);
  return { validLapMinSeconds: bound(min), validLapMaxSeconds: bound(max) };
}
