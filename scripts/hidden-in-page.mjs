// Pages as LiveRC sent them, without the drivers whose names are hidden (docs/privacy.md).
import { createHmac } from 'node:crypto';

const SECRET = `SELECT secret FROM installation_secrets WHERE purpose = 'hidden-names'`;
const HASHES = `SELECT encode(name_hash, 'hex') AS hash FROM hidden_names`;
const TEXT = />([^<>]+)</g;
const TITLED = /Practice Session for (.+?) on [A-Z]/g;
const ROW = /<tr\b[\s\S]*?<\/tr>/gi;
/** In the last parentheses beside a class, and in a field of a session's page. */
const TRANSPONDER = /\(\d{4,20}(?:\/\d{1,9})?\)/g;
const TRANSPONDER_FIELD = /(>\s*Transponder\b[^<]*(?:<[^<>]*>\s*){1,6})\d{4,20}(?:\/\d{1,9})?/g;
const ENTITIES = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", '#039': "'", nbsp: ' ' };

/**
 * Tells which names are hidden at a track, by what is kept of them.
 *
 * @param client a connection to the database
 * @param trackId null where the track is not known: hidden is then what is hidden everywhere
 */
export async function hiddenAt(client, trackId) {
  const [{ rows: secrets }, { rows: names }] = [
    await client.query(SECRET),
    await client.query(HASHES),
  ];
  const hashes = new Set(names.map(({ hash }) => hash));
  if (secrets.length === 0 || hashes.size === 0) return () => false;
  const hashOf = (name, place) =>
    createHmac('sha256', secrets[0].secret)
      .update(JSON.stringify(['name', place, comparedName(name)]))
      .digest('hex');
  return (name) => [trackId, null].some((place) => hashes.has(hashOf(name, place)));
}

/** The page with other words in place of hidden names, and without those drivers' transponders. */
export function withoutHidden(html, isHidden) {
  const written = [html.matchAll(TEXT), html.matchAll(TITLED)].flatMap((found) =>
    [...found].map(([, text]) => text.trim()),
  );
  const hidden = [...new Set(written)].filter((text) => text !== '' && isHidden(decoded(text)));
  if (hidden.length === 0) return html;
  const isOfHidden = (part) => hidden.some((name) => part.includes(name));
  const rows = html.replace(ROW, (row) => (isOfHidden(row) ? row.replace(TRANSPONDER, '()') : row));
  const bare = rows.replace(TRANSPONDER_FIELD, '$1');
  return hidden.reduce((text, name) => text.replaceAll(name, 'Hidden driver'), bare);
}

/** As `comparedName` of libs/privacy, which a script can't load before it is built. */
function comparedName(name) {
  const bare = name
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();
  return bare.replace(/\p{White_Space}+/gu, ' ').replace(/^ | $/g, '');
}

function decoded(text) {
  return text.replace(/&(#?\w+);/g, (entity, name) => ENTITIES[name] ?? entity);
}
