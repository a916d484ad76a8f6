import type { FaultEffect } from '../faults/fault-rules.js';
import { htmlAnswer, type Answer } from './answer.js';
import type { PageRequest } from './page-request.js';

/** Parameter with which an address says how many redirects are still to come. */
export const HOPS = '__hops';

function redirectTo(location: string, status: number): Answer {
  return { ...htmlAnswer('', status), headers: { Location: location } };
}

function withHops(url: string, hops: number): string {
  const plain = url.replace(/[?&]__hops=\d+/, '');
  return `${plain}${plain.includes('?') ? '&' : '?'}${HOPS}=${hops}`;
}

/** The first redirect of a fault; without a place to go it leads to itself for ever. */
export function redirectAnswer(
  url: string,
  { status = 302, location, hops }: Extract<FaultEffect, { type: 'redirect' }>,
): Answer {
  if (location !== undefined) return redirectTo(location, status);
  return redirectTo(hops === undefined ? url : withHops(url, hops - 1), status);
}

/** The next redirect of a chain, or null where the chain ends and the page comes. */
export function nextHop(page: PageRequest): Answer | null {
  const hops = Number(page.query.get(HOPS) ?? 0);
  return hops > 0 ? redirectTo(withHops(page.url, hops - 1), 302) : null;
}
