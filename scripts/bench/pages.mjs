// What somebody waits for at a track: the bytes before anything runs, and whole visits on a phone.
import { measureFirstPage } from './first-page.mjs';
import { measureScores } from './phone-scores.mjs';
import { measureVisits } from './phone-visits.mjs';
import { withPages } from './phone-world.mjs';

export async function measurePages(bench) {
  const { site, takeTrack, say } = bench;
  const bytes = await measureFirstPage(bench);
  return withPages({ site, slug: takeTrack('club') }, async (pages) => [
    ...bytes,
    ...(await measureVisits(pages, say)),
    ...(await measureScores(pages, say)),
  ]);
}
