import { printCalendar } from '../pages/calendar-page.js';
import { printLoginPage, printUnrelatedPage } from '../pages/plain-pages.js';
import { htmlAnswer, jsonAnswer, type Answer } from '../server/answer.js';
import type { PageRequest } from '../server/page-request.js';
import { redirectAnswer } from '../server/redirects.js';
import { Random } from '../world/random.js';
import { dateOfDayNumber, dayNumberOf, monthNumberOf, monthOfNumber } from '../world/dates.js';
import type { World } from '../world/world.js';
import { addSessionRows, nestTags } from './extra-content.js';
import type { FaultEffect } from './fault-rules.js';
import { changeMarkup, leaveOutRows, renameFirstRow, renamePage } from './markup-changes.js';
import { badGzipAnswer, latin1Answer, rawDeflateAnswer } from './wire-damage.js';

/** What an effect may use to make its answer. */
export interface EffectContext {
  world: World;
  request: PageRequest;
  /** Answers another request without faults. */
  print(request: PageRequest): Answer;
  /** The same, from the site as it was before any late upload or removal. */
  printUnchanged(request: PageRequest): Answer;
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

function otherRace({ world, request }: EffectContext): string {
  const id = Number(request.id);
  const track = world.findTrack(request.slug);
  const races = (track && world.findEventOf(track, 'race', id)?.races) ?? [];
  const index = races.findIndex((race) => race.id === id);
  return String((races[index + 1] ?? races[index - 1])?.id ?? '');
}

function textOf({ print, request }: EffectContext): string {
  return print(request).body.toString();
}

function askedMonthListed({ world, request }: EffectContext): Answer | undefined {
  const track = world.findTrack(request.slug);
  if (!track || !request.month) return undefined;
  return htmlAnswer(printCalendar(world, track, request.month, { listAskedMonth: true }));
}

function binaryBody(): Buffer {
  const random = new Random('binary');
  return Buffer.from(Array.from({ length: 20_000 }, () => random.int(0, 255)));
}

/** Another page than the one asked for, or none of the site's. */
function otherAnswer(context: EffectContext, effect: FaultEffect): Answer | undefined {
  const { print, request } = context;
  switch (effect.type) {
    case 'status':
      return statusAnswer(effect.status, effect.retryAfter);
    case 'redirect':
      return redirectAnswer(request.url, effect);
    case 'wrong-month':
      return print({ ...request, month: effect.month ?? otherMonth(request) });
    case 'wrong-date':
      return print({ ...request, date: effect.date ?? otherDate(request) });
    case 'other-track':
      return print({ ...request, slug: effect.slug ?? otherTrack(context) });
    case 'other-race':
      return print({ ...request, id: effect.id ?? otherRace(context) });
    case 'unrelated-page':
      return htmlAnswer(printUnrelatedPage());
    case 'login-page':
      return htmlAnswer(printLoginPage());
    case 'empty-body':
      return htmlAnswer('');
    case 'json':
      return jsonAnswer({ error: 'maintenance', sessions: [] });
    case 'binary':
      return { status: 200, contentType: 'text/html', body: binaryBody() };
    default:
      return undefined;
  }
}

/** The page asked for, with something wrong in it. */
function damagedAnswer(context: EffectContext, effect: FaultEffect): Answer | undefined {
  const { request, world } = context;
  switch (effect.type) {
    case 'asked-month-listed':
      return askedMonthListed(context);
    case 'changed-markup':
      return htmlAnswer(changeMarkup(textOf(context), request.kind, effect.change));
    case 'first-name':
      return htmlAnswer(renameFirstRow(textOf(context), request.kind, effect.html));
    case 'extra-rows': {
      const date = request.date ?? world.today;
      const rows = effect.rows ?? effect.ids?.length ?? 3;
      return htmlAnswer(addSessionRows(textOf(context), date, rows, effect.ids));
    }
    case 'short-page':
      return htmlAnswer(leaveOutRows(textOf(context), request.kind, effect.rows ?? 3));
    case 'stale-page':
      return context.printUnchanged(request);
    case 'nested-tags':
      return htmlAnswer(nestTags(textOf(context), effect.depth ?? 100_000));
    case 'cut-page': {
      const text = textOf(context);
      return htmlAnswer(text.slice(0, Math.floor(text.length * (effect.at ?? 0.5))));
    }
    case 'bad-gzip':
      return badGzipAnswer(textOf(context), effect.damage ?? 'sum');
    case 'raw-deflate':
      return rawDeflateAnswer(textOf(context));
    case 'latin-1':
      return latin1Answer(textOf(context));
    case 'page-name':
      return htmlAnswer(renamePage(textOf(context), effect.name));
    case 'utf-16':
      return htmlAnswer(Buffer.from(`\ufeff${textOf(context)}`, 'utf16le'));
    default:
      return undefined;
  }
}

/**
 * The answer of an effect that lies in what is said; undefined for one that lies in how it is
 * delivered, whose answer is the page itself.
 */
export function answerOf(context: EffectContext, effect: FaultEffect): Answer | undefined {
  return otherAnswer(context, effect) ?? damagedAnswer(context, effect);
}

/** Carries out an effect that changes the site's data, before the page is printed. */
export function changeData({ world, request }: EffectContext, effect: FaultEffect): void {
  if (effect.type !== 'late-upload' && effect.type !== 'removed-sessions') return;
  const track = world.findTrack(request.slug);
  if (!track) return;
  const newest = request.month && world.daysOf(track, request.month)[0]?.date;
  const date = effect.date ?? request.date ?? (newest || world.today);
  if (effect.type === 'late-upload') world.lateUpload(track, date, effect.sessions);
  else world.removeSessions(track, date, effect.sessions);
}
