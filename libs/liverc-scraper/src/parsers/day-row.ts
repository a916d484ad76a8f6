import { collapseWhiteSpace } from '@trackside/contracts';
import type { Element } from 'domhandler';

import type { SessionRow } from '../pages.js';
import { readCount, readIdFromHref, readLength, readSeconds } from './figures.js';
import { readDateTime } from './local-time.js';
import {
  childElements,
  findByTag,
  findFirst,
  hasClass,
  keptName,
  linesOf,
  textOf,
  valueAfter,
} from './markup.js';

/** Reads one row of a day; null without id, driver's name or a start on that date. */
export function readSessionRow(row: Element, date: string): SessionRow | null {
  const [driver, time, laps, pace, ...rest] = childElements(row, 'td');
  if (!driver || !time || !laps || !pace || rest.length > 0) return null;

  const link = findByTag(driver, 'a');
  const sourceSessionId = readIdFromHref(link?.attribs['href'], 'view_session');
  const driverName = keptName(textOf(link));
  const startedAt = readStart(time);
  if (!sourceSessionId || !driverName || !startedAt?.startsWith(date)) return null;

  const [lapCount = '', length = ''] = linesOf(laps);
  const paceLines = linesOf(pace);
  return {
    sourceSessionId,
    driverName,
    ...readClass(textOf(findByTag(driver, 'small'))),
    startedAt,
    durationSeconds: readLength(length),
    lapCount: readCount(lapCount),
    fastestLapSeconds: readSeconds(valueAfter(paceLines, 'Fast:') ?? ''),
    averageLapSeconds: readSeconds(valueAfter(paceLines, 'Avg:') ?? ''),
  };
}

/** The hidden date and time; the visible one has no date. */
function readStart(cell: Element): string | null {
  const hidden = findFirst(cell, (element) => hasClass(element, 'hidden'));
  return readDateTime(textOf(hidden));
}

/**
 * Parts `1/8 Electric Buggy (Heat 1/3) (2222363/2)`: the last group is the transponder where it is
 * a number, else it belongs to the class. An empty group means that there is no transponder.
 */
export function readClass(text: string): { className: string | null; transponder: string | null } {
  const open = text.endsWith(')') ? text.lastIndexOf('(') : -1;
  const group = collapseWhiteSpace(text.slice(open + 1, -1));
  const isTransponder = /^\d{4,20}(?:\/\d{1,9})?$/.test(group);
  if (open < 0 || !(isTransponder || group === '')) {
    return { className: keptName(text) || null, transponder: null };
  }
  const className = keptName(collapseWhiteSpace(text.slice(0, open)));
  return { className: className || null, transponder: group || null };
}
