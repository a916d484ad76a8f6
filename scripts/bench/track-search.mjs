// Type-ahead over the whole catalogue: what people type, letter by letter.
import { askJson } from './http-client.mjs';
import { percentile, timed } from './statistics.mjs';
import { goal } from './table.mjs';

const MOST_MS = 20;
/** Every so many tracks one is looked for. */
const EVERY = 20;

export async function measureTrackSearch({ api, site }) {
  const tracks = await site.tracks();
  const times = [];
  for (let at = 0; at < tracks.length; at += EVERY) {
    for (const text of wordsFor(tracks[at])) {
      const url = `${api.base}/tracks?limit=20&q=${encodeURIComponent(text)}`;
      times.push(await timed(() => askJson(url)));
    }
  }
  return [0.5, 0.95].map((share) => {
    const ms = percentile(times, share);
    const what = `Track search, ${tracks.length} tracks, p${share * 100} of ${times.length}`;
    return goal(what, `${ms.toFixed(1)} ms`, `< ${MOST_MS} ms`, ms < MOST_MS);
  });
}

/** First letters, more of them, a word from the middle, the slug. */
function wordsFor({ name, slug }) {
  return [name.slice(0, 1), name.slice(0, 4), name, name.split(' ').at(-1), slug.slice(0, 6)];
}
