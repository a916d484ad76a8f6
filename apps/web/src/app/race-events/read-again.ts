import { type ResourceRef, type Signal, computed, linkedSignal } from '@angular/core';
import type { RaceEventStudy } from '@trackside/contracts';

/** While an event's import goes on what is shown of it is read so often. */
export const LOOK_AGAIN_MS = 3000;

/** What was read last of what `id` names, also while it is read again or can't be. */
export function lastOf<T>(id: Signal<string>, read: ResourceRef<T | undefined>): Signal<T | null> {
  const last = linkedSignal<[string, T | null], [string, T | null]>({
    source: () => [id(), read.hasValue() ? read.value() : null],
    computation: ([of, now], before) =>
      now === null && before?.value[0] === of ? before.value : [of, now],
  });
  // What reads the same is the same: who watches the replay goes on watching.
  return computed(() => last()[1], { equal: (a, b) => JSON.stringify(a) === JSON.stringify(b) });
}

/** Whether a job reads the event's pages, or is about to. */
export function isBeingImported(event: RaceEventStudy | null): boolean {
  return event?.job_state === 'queued' || event?.job_state === 'running';
}
