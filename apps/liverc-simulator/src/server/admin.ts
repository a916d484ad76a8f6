import { isFaultType, type FaultRule } from '../faults/fault-rules.js';
import type { FaultPlan } from '../faults/fault-plan.js';
import { isMarkupChange } from '../faults/markup-changes.js';
import type { SimulatorTruth } from '../truth.js';
import { isDate, isMonth } from '../world/dates.js';
import { readEventChanges, type EventChanges } from '../world/races/event-shape.js';
import { jsonAnswer, type Answer } from './answer.js';
import type { Latency, LatencyOptions } from './latency.js';
import type { Robots, RobotsSettings } from './robots.js';
import type { RequestLog } from './request-log.js';

/** What the admin endpoints reach; none of it is part of the simulated site. */
export interface AdminTargets {
  truth: SimulatorTruth;
  faults: FaultPlan;
  requests: RequestLog;
  latency: Latency;
  robots: Robots;
  lateUpload(slug: string, date: string, count: number): void;
  changeEvent(slug: string, id: string | number, changes: EventChanges): void;
  forgetChanges(): void;
}

export const ADMIN_PATH = '/__admin/';

const notFound = (): Answer => jsonAnswer({ error: 'not found' }, 404);
const orNotFound = (value: unknown): Answer => (value === null ? notFound() : jsonAnswer(value));

/** Answers `/__admin/…`; bad input and unknown tracks are a 400 or 404 with a reason. */
export function answerAdmin(
  targets: AdminTargets,
  method: string,
  url: string,
  body: string,
): Answer {
  const path = decodeURIComponent(url.slice(ADMIN_PATH.length).split('?')[0] as string);
  const [section, ...rest] = path.split('/').filter((part) => part !== '');
  try {
    if (section === 'robots') return answerRobots(targets.robots, method, body);
    if (section === 'truth' && method === 'GET') return answerTruth(targets.truth, rest);
    return answerControl(targets, method, section ?? '', body);
  } catch (error) {
    if (error instanceof RangeError) return jsonAnswer({ error: error.message }, 404);
    if (error instanceof SyntaxError) return jsonAnswer({ error: error.message }, 400);
    throw error;
  }
}

function answerTruth(truth: SimulatorTruth, [slug, what, key]: string[]): Answer {
  if (slug === 'tracks' && what === undefined) return jsonAnswer(truth.tracks());
  if (slug === undefined) return notFound();
  if (what === 'months') return jsonAnswer(truth.months(slug));
  if (what === 'events') return jsonAnswer(truth.events(slug));
  if (what === 'event-shapes') return jsonAnswer(truth.eventShapes(slug));
  if (key === undefined) return notFound();
  if (what === 'month' && isMonth(key)) return jsonAnswer(truth.month(slug, key));
  if (what === 'day' && isDate(key)) return orNotFound(truth.day(slug, key));
  if (what === 'event') return orNotFound(truth.event(slug, key));
  if (what === 'session') return orNotFound(truth.session(slug, key));
  return notFound();
}

function answerControl(
  targets: AdminTargets,
  method: string,
  section: string,
  body: string,
): Answer {
  const { faults, requests, latency } = targets;
  switch (`${method} ${section}`) {
    case 'GET requests':
      return jsonAnswer({ ...requests.counts(), records: requests.records().slice(-1000) });
    case 'DELETE requests':
      requests.clear();
      return jsonAnswer(requests.counts());
    case 'GET faults':
      return jsonAnswer(faults.rules());
    case 'PUT faults':
      faults.set(readRules(body));
      return jsonAnswer(faults.rules());
    case 'DELETE faults':
      faults.clear();
      return jsonAnswer([]);
    case 'GET latency':
      return jsonAnswer(latency.get());
    case 'PUT latency':
      latency.set(readObject(body) as LatencyOptions);
      return jsonAnswer(latency.get());
    case 'POST late-uploads':
      return uploadLate(targets, readObject(body));
    case 'POST events':
      return changeEvent(targets, readObject(body));
    case 'DELETE late-uploads':
    case 'DELETE events':
      targets.forgetChanges();
      return jsonAnswer([]);
    default:
      return notFound();
  }
}

function answerRobots(robots: Robots, method: string, body: string): Answer {
  if (method === 'PUT') robots.set(readObject(body) as RobotsSettings);
  else if (method === 'DELETE') robots.clear();
  else if (method !== 'GET') return notFound();
  return jsonAnswer({ ...robots.get(), asked: robots.asked });
}

function uploadLate({ lateUpload, truth }: AdminTargets, fields: object): Answer {
  const { slug, date, count } = fields as { slug?: unknown; date?: unknown; count?: unknown };
  if (typeof slug !== 'string' || typeof date !== 'string' || !Number.isInteger(count)) {
    throw new SyntaxError('expected slug, date and count of a late upload');
  }
  lateUpload(slug, date, count as number);
  return jsonAnswer(truth.day(slug, date));
}

function changeEvent(targets: AdminTargets, fields: object): Answer {
  const { slug, id, ...changes } = fields as { slug?: unknown; id?: unknown };
  if (typeof slug !== 'string' || (typeof id !== 'string' && typeof id !== 'number')) {
    throw new SyntaxError('expected slug and id of an event, and what changes');
  }
  targets.changeEvent(slug, id, readEventChanges(changes));
  return jsonAnswer(targets.truth.event(slug, id));
}

function readObject(body: string): object {
  const value: unknown = JSON.parse(body);
  if (typeof value !== 'object' || value === null) throw new SyntaxError('expected a JSON object');
  return value;
}

function readRules(body: string): FaultRule[] {
  const rules = readObject(body) as FaultRule[];
  if (!Array.isArray(rules)) throw new SyntaxError('expected a list of rules');
  for (const rule of rules) {
    const { type, change } = (rule?.effect ?? {}) as { type?: unknown; change?: unknown };
    if (!isFaultType(type)) throw new SyntaxError(`unknown effect "${String(type)}"`);
    if (type === 'changed-markup' && !isMarkupChange(change)) {
      throw new SyntaxError(`unknown change of markup "${String(change)}"`);
    }
  }
  return rules;
}
