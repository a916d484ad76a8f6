import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';

import { unindented } from './layouts.js';

const FOLDER = new URL('../../../../shared/liverc-pages/', import.meta.url);

/** Whether the captured pages lie beside the project; they are no part of it. */
export const hasCaptures = existsSync(FOLDER);

/** A suite over captured pages, skipped by name where they are absent. */
export function describeCaptures(title: string, suite: () => void): void {
  if (hasCaptures) describe(title, suite);
  else describe.skip(`${title} (skipped: ../shared/liverc-pages is absent)`, suite);
}

/** A captured page by the part of its file's name that tells the kind of page. */
export function capture(kind: string): string {
  const [fileName, ...others] = readdirSync(FOLDER).filter((name) => name.includes(kind));
  if (fileName === undefined || others.length > 0) throw new Error(`not one capture of ${kind}`);
  return readFileSync(new URL(fileName, FOLDER), 'utf8');
}

/** Both shapes of a captured page. */
export const CAPTURE_LAYOUTS: [string, (html: string) => string][] = [
  ['as captured', (html) => html],
  ['un-indented', unindented],
];

/** Stands for a name that must not be written down here. */
export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}

/** The true values of the captured race pages, as the file beside them has them. */
export function raceTruth<T>(): T {
  return JSON.parse(readFileSync(new URL('truth-races.json', FOLDER), 'utf8')) as T;
}
