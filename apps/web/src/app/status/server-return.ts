import { effect, inject, untracked } from '@angular/core';
import { isUnanswered } from '../api/api-error';
import { deviceCopies } from '../browser/device-copies';
import { ServerStatus } from './server-status';

/**
 * Reads again when the server is back after a silence, if the read had failed or what is shown came
 * from the device. Needs an injection context.
 *
 * @param problem what the last read threw; undefined where it did not
 */
export function readAgainWhenBack(read: () => void, problem: () => unknown): void {
  const status = inject(ServerStatus);
  const before = status.returns();
  effect(() => {
    if (isUnanswered(problem())) {
      untracked(() => status.refresh());
    }
  });
  effect(() => {
    if (status.returns() !== before) {
      untracked(() => {
        if (isUnanswered(problem()) || deviceCopies().size > 0) {
          read();
        }
      });
    }
  });
}
