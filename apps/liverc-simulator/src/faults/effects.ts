import { printCalendar } from '../pages/calendar-page.js';
import { printLoginPage, printUnrelatedPage } from '../pages/plain-pages.js';
import { htmlAnswer, jsonAnswer, type Answer } from '../server/answer.js';
import type { PageRequest } from '../server/page-request.js';
import { dateOfDayNumber, dayNumberOf, monthNumberOf, monthOfNumber } from '../world/dates.js';
import type { World } from '../world/world.js';
import type { FaultEffect } from './fault-rules.js';

/** What an effect may use to make its answer. */
export interface EffectContext {
  world: World;
  request: PageRequest;
  /** Answers another request without faults. */
  print(request: PageRequest): Answer;
}

const PROBLEM_TITLES: Record<number, string> = {
  403: 'Forbidden',
  404: 'Not Found',
  410: 'Gone',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
};

function statusAnswer(status: number, retryAfter: number | string | undefined): Answer {
  const title = PROBLEM_TITLES[status] ?? `Status ${status}`;
  const body = `<html><head><title>${status} ${title}</title></head><body><h1>${title}</h1></body></html>`;
  const answer = htmlAnswer(body, status);
  if (retryAfter !== undefined) answer.headers = { 'Retry-After': String(retryAfter) };
  return answer;
}

function otherMonth(request: PageRequest): string {
  return monthOfNumber(monthNumberOf(request.month ?? '2020-01') - 1);
}

function otherDate(request: PageRequest): string {
  return dateOfDayNumber(dayNumberOf(request.date ?? '2020-01-02') - 1);
}

function otherTrack({ world, request }: EffectContext): string {
  const other = world.tracks.find((track) => track.slug !== request.slug.toLowerCase());
  return other?.slug ?? request.slug;
}

function textOf({ print, request }: EffectContext): string {
  return print(request).body.toString();
}

/**
 * The answer of an effect that lies in what is said; undefined for one that lies in how it is
 * delivered, whose answer is the page itself.
 */
export function answerOf(context: EffectContext, effect: FaultEffect): Answer | undefined {
  const { print, request, world } = context;
  switch (effect.type) {
    case 'status':
      return statusAnswer(effect.status, effect.retryAfter);
    case 'wrong-month':
      return print({ ...request, month: effect.month ?? otherMonth(request) });
    case 'wrong-date':
      return print({ ...request, date: effect.date ?? otherDate(request) });
    case 'other-track':
      return print({ ...request, slug: effect.slug ?? otherTrack(context) });
    case 'unrelated-page':
      return htmlAnswer(printUnrelatedPage());
    case 'login-page':
      return htmlAnswer(printLoginPage());
    case 'empty-body':
      return htmlAnswer('');
    case 'json':
      return jsonAnswer({ error: 'maintenance', sessions: [] });
    case 'asked-month-listed': {
      const track = world.findTrack(request.slug);
      if (!track || !request.month) return undefined;
      return htmlAnswer(printCalendar(world, track, request.month, { listAskedMonth: true }));
    }
    case 'cut-page': {
      const text = textOf(context);
      return htmlAnswer(text.slice(0, Math.floor(text.length * (effect.at ?? 0.5))));
    }
    case 'utf-16':
      return htmlAnswer(Buffer.from(`\ufeff${textOf(context)}`, 'utf16le'));
    default:
      return undefined;
  }
}
