import type { Track, TrackStatus } from '@trackside/contracts';
import { statusMeant, withStatus } from './by-status';

function track(id: string, status: TrackStatus): Track {
  return { id, slug: id, name: id, status, live_video: false, favourite: false };
}

describe('what tracks are doing', () => {
  it('is looked for by its word or the beginning of it, and by nothing else', () => {
    expect(['racing', 'Raci', 'practice', 'PRACT'].map(statusMeant)).toEqual([
      ...['racing', 'racing', 'practice', 'practice'],
    ]);
    expect(['', 'rac', 'idle', 'racing park', 'raceway'].map(statusMeant)).toEqual(
      Array.from({ length: 5 }, () => null),
    );
  });

  it('finds those tracks after those of that name, each once', () => {
    const named = [track('racing-hall', 'racing'), track('old-racing', 'idle')];
    const running = [
      track('racing-hall', 'racing'),
      track('park', 'practice'),
      track('sun', 'racing'),
    ];
    expect(withStatus(named, running, 'racing').map(({ id }) => id)).toEqual([
      ...['racing-hall', 'old-racing', 'sun'],
    ]);
  });
});
