const API = '/api/v1/';
/** How things stand at this moment: yesterday's word on it is of no use. */
const OF_THE_MOMENT = /^\/api\/v1\/(?:status|jobs)(?:\/|$)/;
const SEARCH = '/api/v1/events/search';

/** Whether the answer to a request is kept on the device, if the server says that it may be. */
export function isKeptRead({ method, headers, url: address }: Request): boolean {
  const url = new URL(address);
  return (
    method === 'GET' &&
    url.pathname.startsWith(API) &&
    headers.get('accept') === 'application/json' &&
    !headers.has('range') &&
    !OF_THE_MOMENT.test(url.pathname) &&
    // What is suggested while somebody types would push days out.
    !url.searchParams.has('q')
  );
}

/** The name under which an answer is kept: a search is the same whether or not it begins a discovery. */
export function keptName(address: string): string {
  const url = new URL(address);
  if (url.pathname === SEARCH) url.searchParams.delete('mode');
  url.searchParams.sort();
  return url.href;
}

/**
 * Whether a kept search may stand in for the one that is asked for, which differs from it by the
 * passing of days alone: "the last six months" names other dates tomorrow.
 *
 * @param keptAt UTC instant at which it was kept
 */
export function standsInFor(asked: string, kept: string, keptAt: string): boolean {
  const [wish, have] = [new URL(asked), new URL(kept)];
  if (wish.pathname !== SEARCH || have.pathname !== SEARCH) return false;
  const of = ({ searchParams }: URL, name: string): string => searchParams.get(name) ?? '';
  const same = ['track_id', 'include_practice_days'].every(
    (name) => of(wish, name) === of(have, name),
  );
  const reachesBack = of(have, 'start_date') <= of(wish, 'start_date');
  const end = of(have, 'end_date');
  return same && reachesBack && (end >= of(wish, 'end_date') || end >= keptAt.slice(0, 10));
}
