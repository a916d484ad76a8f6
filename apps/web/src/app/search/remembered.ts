import { Injectable, inject, signal } from '@angular/core';
import { LOCAL_STORAGE } from '../browser/local-storage';
import type { When } from '../calendar/period';
import { PERIODS } from '../calendar/period';

/** When practice days are looked for at LiveRC. */
export type DiscoveryHabit = 'as-i-search' | 'when-i-ask';

const PERIODS_KEY = 'trackside.periods';
const HABIT_KEY = 'trackside.discovery';

/** What the browser keeps between visits. Where it keeps nothing (private mode), nothing is lost. */
@Injectable({ providedIn: 'root' })
export class Remembered {
  readonly #storage = inject(LOCAL_STORAGE);
  readonly #habit = signal<DiscoveryHabit>(
    this.#read(HABIT_KEY) === 'when-i-ask' ? 'when-i-ask' : 'as-i-search',
  );

  readonly habit = this.#habit.asReadonly();

  setHabit(habit: DiscoveryHabit): void {
    this.#habit.set(habit);
    this.#write(HABIT_KEY, habit);
  }

  /** The range last searched at a track; null when there was none. */
  periodOf(trackId: string): When | null {
    const when = this.#periods()[trackId];
    return PERIODS.some(({ value }) => value === when?.period) ? (when ?? null) : null;
  }

  setPeriod(trackId: string, when: When): void {
    this.#write(PERIODS_KEY, JSON.stringify({ ...this.#periods(), [trackId]: when }));
  }

  #periods(): Record<string, When> {
    try {
      const stored: unknown = JSON.parse(this.#read(PERIODS_KEY) ?? '{}');
      return typeof stored === 'object' && stored !== null ? (stored as Record<string, When>) : {};
    } catch {
      return {};
    }
  }

  #read(key: string): string | null {
    try {
      return this.#storage.getItem(key);
    } catch {
      return null;
    }
  }

  #write(key: string, value: string): void {
    try {
      this.#storage.setItem(key, value);
    } catch {
      // Full or forbidden: the page works without a memory.
    }
  }
}
