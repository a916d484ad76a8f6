/** Query fields whose values name no person. */
const TOLD = new Set([
  ...['track_id', 'track_slug', 'start_date', 'end_date', 'format', 'limit', 'mode', 'stream'],
  ...['refresh', 'skip_covered', 'include_practice_days', 'include_laps', 'favourites', 'ids'],
]);
/** A field's name, without anything that could be a person's. */
const FIELD = /^[a-z_]{1,40}(?:\[\])?$/;

/** An address for the log. Names of drivers and values of unknown fields are left out. */
export function loggedAddress(url: string): string {
  const start = url.indexOf('?');
  if (start < 0) return url;
  return `${url.slice(0, start)}?${url
    .slice(start + 1)
    .split('&')
    .map(withoutValue)
    .join('&')}`;
}

function withoutValue(field: string): string {
  const [name = ''] = field.split('=', 1);
  const plain = decoded(name);
  // A field without a value may itself be a name: `?Ines`.
  if (!field.includes('=') || !FIELD.test(plain)) return '…';
  return TOLD.has(plain) ? field : `${plain}=…`;
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return '';
  }
}
