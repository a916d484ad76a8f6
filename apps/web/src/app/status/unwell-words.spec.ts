import type { UnwellSite } from '@trackside/contracts';
import { unwellWords } from './unwell-words';

const NOW = Date.parse('2025-11-16T12:00:00Z');
const OK = { state: 'ok', since: null } as const;
const FAILING = { state: 'failing', since: null } as const;

function site(trackId: string | null, nextProbeAt: string | null = null): UnwellSite {
  const since = '2025-11-16T11:50:00Z';
  const wait = { code: 'LIVERC_TIMEOUT', next_probe_at: nextProbeAt } as const;
  return { track_id: trackId, track_slug: trackId, since, ...wait };
}

describe('what of LiveRC does not come', () => {
  it('is nothing while all is well, or LiveRC is switched off', () => {
    expect(unwellWords({ liverc: OK, sites: [] }, NOW)).toBeNull();
    const disabled = { state: 'disabled', since: null } as const;
    expect(unwellWords({ liverc: disabled, sites: [] }, NOW)).toBeNull();
  });

  it('is told as tracks and the list of tracks', () => {
    expect(unwellWords({ liverc: OK, sites: [site('a')] }, NOW)).toBe(
      'LiveRC does not answer at present for one track’s pages. ' +
        'It is asked again when somebody needs it.',
    );
    expect(unwellWords({ liverc: OK, sites: [site('a'), site('b'), site(null)] }, NOW)).toBe(
      'LiveRC does not answer at present for pages of 2 tracks and the list of tracks. ' +
        'It is asked again when somebody needs it.',
    );
  });

  it('is tried again within a minute when that is the time of the next probe', () => {
    const sites = [site('a'), site('b', '2025-11-16T12:00:10Z')];
    expect(unwellWords({ liverc: OK, sites }, NOW)).toBe(
      'LiveRC does not answer at present for pages of 2 tracks. Trying again within a minute.',
    );
  });

  it('is told with the time until the first of them is asked again', () => {
    const sites = [site('a', '2025-11-16T12:30:00Z'), site('b', '2025-11-16T12:03:10Z')];
    expect(unwellWords({ liverc: OK, sites }, NOW)).toBe(
      'LiveRC does not answer at present for pages of 2 tracks. Trying again in 4 min.',
    );
  });

  it('is LiveRC as a whole when several sites agree', () => {
    expect(unwellWords({ liverc: FAILING, sites: [site('a'), site('b')] }, NOW)).toBe(
      'LiveRC does not answer at present. It is asked again when somebody needs it.',
    );
    expect(unwellWords({ liverc: FAILING, sites: [] }, NOW)).toBe(
      'LiveRC does not answer at present. It is asked again when somebody needs it.',
    );
  });
});
