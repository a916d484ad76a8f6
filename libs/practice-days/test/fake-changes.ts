import type { DatabaseBus } from '@trackside/database';
import { TrackChanges } from '../src/day/track-changes.js';

/** Changes of one track, told by the test. */
export class FakeChanges extends TrackChanges {
  /** Null: changes are not told. */
  revision: number | null = 1;

  constructor() {
    super({} as DatabaseBus);
  }

  override revisionOf(): number | null {
    return this.revision;
  }
}
