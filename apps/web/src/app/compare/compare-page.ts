import { Component, computed, effect, inject, linkedSignal, resource } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { MatButton } from '@angular/material/button';
import { ActivatedRoute, Router } from '@angular/router';
import { asApiError, isUnanswered } from '../api/api-error';
import { PracticeApi } from '../api/practice-api';
import { TracksideApi } from '../api/trackside-api';
import { LinkCopy } from '../browser/link-copy';
import { Printing } from '../browser/printing';
import { Icon } from '../icon/icon';
import { isHidden, isSomebody } from '../me/driver-names';
import { PrintButton } from '../page-parts/print-button';
import { StateMessage } from '../page-parts/state-message';
import { stintOf } from '../race-events/race/race-stint';
import { readAgainWhenBack } from '../status/server-return';
import { type Chosen, chosenSession, namedOf } from './chosen';
import { MOST_SESSIONS, missingWords, readComparison, writeComparison } from './compare-query';
import { ComparisonSheet } from './comparison-sheet';
import { RaceStints } from './race-stints';
import { SessionChoice } from './session-choice';
import { SessionComparison } from './session-comparison';

const LEAST_SESSIONS = 2;
/** Laps of a day that is being imported. */
const LOOK_AGAIN_MS = 2_000;

/** Two to six sessions and race stints of any days and drivers side by side. */
@Component({
  selector: 'ts-compare-page',
  imports: [
    ComparisonSheet,
    Icon,
    MatButton,
    PrintButton,
    SessionChoice,
    SessionComparison,
    StateMessage,
  ],
  templateUrl: './compare-page.html',
  styleUrl: './compare-page.scss',
})
export default class ComparePage {
  readonly #api = inject(PracticeApi);
  readonly #stints = inject(RaceStints);
  readonly #tracks = inject(TracksideApi);
  readonly #router = inject(Router);
  readonly #route = inject(ActivatedRoute);
  readonly #params = toSignal(this.#route.queryParamMap, { requireSync: true });
  protected readonly link = new LinkCopy();
  protected readonly printing = inject(Printing);

  protected readonly query = computed(() => readComparison(this.#params()));
  readonly #ids = computed(() => this.query().ids.join('\n'));
  protected readonly answer = resource({
    params: () => this.#ids() || undefined,
    loader: ({ params, abortSignal }) => this.#read(params.split('\n'), abortSignal),
  });
  protected readonly failure = computed(() => {
    const error = this.answer.error();
    return error && asApiError(error);
  });
  protected readonly unanswered = computed(() => isUnanswered(this.failure()));
  /** What is here of what the address names: while one is added the others stay. */
  protected readonly chosen = linkedSignal<
    { ids: readonly string[]; here: readonly Chosen[] },
    readonly Chosen[]
  >({
    source: () => ({
      ids: this.query().ids,
      here: this.answer.hasValue() ? this.answer.value().known : [],
    }),
    computation: ({ ids, here }, before) => {
      const known = new Map([...(before?.value ?? []), ...here].map((one) => [idOf(one), one]));
      return ids.flatMap((id) => known.get(id) ?? []);
    },
  });
  /** What is wrong with the link, in a sentence; null where all of its sessions are known. */
  protected readonly missing = computed(() =>
    this.answer.hasValue() ? missingWords(this.query().ids, this.answer.value().unknown) : null,
  );
  protected readonly named = computed(() => namedOf(this.chosen()));
  protected readonly laps = computed(
    () => new Map(this.chosen().map((one) => [idOf(one), one.laps])),
  );
  protected readonly enough = computed(() => this.chosen().length >= LEAST_SESSIONS);
  readonly #tooFew = computed(() => {
    const isTooShort = this.query().ids.length < LEAST_SESSIONS;
    return isTooShort || (this.answer.hasValue() && !this.enough());
  });
  /** Sessions are looked for: always as long as there is nothing to compare. */
  protected readonly adding = linkedSignal(() => this.#tooFew());
  protected readonly full = computed(() => this.query().ids.length >= MOST_SESSIONS);
  readonly #sought = resource({
    params: () => this.#params().get('track') ?? undefined,
    loader: ({ params, abortSignal }) => this.#tracks.track(params, abortSignal),
  });
  /** Where further ones are looked for: at the track of the last one, at first at the address's. */
  protected readonly track = computed(() => {
    const last = this.chosen().at(-1);
    if (last !== undefined) return { id: last.trackId, name: last.trackName };
    return this.#sought.hasValue() ? this.#sought.value() : null;
  });
  /** Whose are offered first: the last one's driver's. A name that is no one person's finds nobody. */
  protected readonly driver = computed(() => {
    const label = this.chosen().at(-1)?.driver ?? this.#params().get('driver');
    return label !== null && isSomebody(label) && !isHidden(label) ? label : null;
  });

  /** What stands under the heading on paper. */
  protected readonly about = computed(() => {
    const tracks = new Set(this.chosen().map(({ trackName }) => trackName));
    return [[...tracks].join(', ')];
  });

  constructor() {
    readAgainWhenBack(() => void this.answer.reload(), this.answer.error);
    effect((onCleanup) => {
      if (this.answer.isLoading() || !this.chosen().some(({ isAwaited }) => isAwaited)) {
        return;
      }
      const timer = setTimeout(() => this.answer.reload(), LOOK_AGAIN_MS);
      onCleanup(() => clearTimeout(timer));
    });
  }

  protected add(id: string): Promise<void> {
    const { ids, gapTo } = this.query();
    return this.#show([...ids, id], gapTo);
  }

  protected remove(id: string): Promise<void> {
    const { ids, gapTo } = this.query();
    return this.#show(
      ids.filter((other) => other !== id),
      gapTo === id ? null : gapTo,
    );
  }

  /** Only those that are known stay in the address. */
  protected leaveOutUnknown(): Promise<void> {
    const ids = this.chosen().map(idOf);
    return this.#show(ids, this.query().gapTo);
  }

  protected measureTo(gapTo: string | null): Promise<void> {
    return this.#show(this.query().ids, gapTo);
  }

  async #read(
    ids: readonly string[],
    signal: AbortSignal,
  ): Promise<{ known: readonly Chosen[]; unknown: readonly string[] }> {
    const [sessions, stints] = await Promise.all([
      this.#api.sessionsOf(
        ids.filter((id) => stintOf(id) === null),
        signal,
      ),
      this.#stints.of(
        ids.filter((id) => stintOf(id) !== null),
        signal,
      ),
    ]);
    return {
      known: [...sessions.known.map(chosenSession), ...stints.known],
      unknown: [...sessions.unknown, ...stints.unknown],
    };
  }

  async #show(ids: readonly string[], gapTo: string | null): Promise<void> {
    const queryParams = writeComparison(ids, gapTo);
    await this.#router.navigate([], { relativeTo: this.#route, queryParams, replaceUrl: true });
  }
}

function idOf({ figures }: Chosen): string {
  return figures.id;
}
