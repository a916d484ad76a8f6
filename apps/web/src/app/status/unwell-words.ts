import type { StatusResult, UnwellSite } from '@trackside/contracts';

type Site = Pick<UnwellSite, 'track_id' | 'next_probe_at'>;

const SOON_MS = 60_000;

/** What of LiveRC does not come at present, as a sentence; null while all does. */
export function unwellWords(
  { liverc, sites }: { liverc: Pick<StatusResult['liverc'], 'state'>; sites: readonly Site[] },
  now: number,
): string | null {
  if (liverc.state === 'disabled' || (liverc.state === 'ok' && sites.length === 0)) return null;
  return `${whatIsMissing(liverc.state === 'failing', sites)}. ${whenAskedAgain(sites, now)}.`;
}

function whatIsMissing(wholeIsFailing: boolean, sites: readonly Site[]): string {
  if (wholeIsFailing) return 'LiveRC does not answer at present';
  const tracks = sites.filter((site) => site.track_id !== null).length;
  const parts = [
    ...(tracks === 1 ? ['one track’s pages'] : tracks > 1 ? [`pages of ${tracks} tracks`] : []),
    ...(sites.length > tracks ? ['the list of tracks'] : []),
  ];
  return `LiveRC does not answer at present for ${parts.join(' and ')}`;
}

/** Of several sites, the one whose probe comes first; without a probe to come, none is promised. */
function whenAskedAgain(sites: readonly Site[], now: number): string {
  const probes = sites.flatMap(({ next_probe_at: at }) => (at === null ? [] : [Date.parse(at)]));
  if (probes.length === 0) return 'It is asked again when somebody needs it';
  const soonest = Math.min(...probes) - now;
  if (soonest <= SOON_MS) return 'Trying again within a minute';
  return `Trying again in ${Math.ceil(soonest / 60_000)} min`;
}
