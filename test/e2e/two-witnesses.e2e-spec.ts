import fc from 'fast-check';
import { runSequence } from './witnesses/run-sequence.js';
import { sequence } from './witnesses/sequences.js';
import { Stand } from './witnesses/stand.js';

/** More of them: `npm run bench -- witnesses`. */
const settings = (globalThis as { witnesses?: { runs?: number; seed?: number } }).witnesses;
const RUNS = settings?.runs ?? 200;
const SEED = settings?.seed ?? 20_251_120;

describe('deletion needs two witnesses', () => {
  let stand: Stand;

  beforeAll(async () => {
    stand = await Stand.open();
  });

  afterAll(() => stand.close());

  it(
    'whatever true, short, stale, doubled and wrong pages come in whatever order',
    async () => {
      await fc.assert(
        fc.asyncProperty(sequence, async (steps) => {
          const { broken, story } = await runSequence(stand, steps);
          if (broken.length > 0) throw new Error([...story, ...broken].join('\n'));
        }),
        { numRuns: RUNS, seed: SEED },
      );
    },
    // There for what hangs: two hundred take some minutes on a busy machine.
    RUNS * 6_000,
  );
});
