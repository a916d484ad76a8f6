import { Component, computed, effect, inject, linkedSignal, resource } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { MatButton } from '@angular/material/button';
import { ActivatedRoute, Router } from '@angular/router';
import type { StudiedSession } from '@trackside/contracts';
import { asApiError, isUnanswered } from '../api/api-error';
import { PracticeApi } from '../api/practice-api';
import { LinkCopy } from '../browser/link-copy';
import { Printing } from '../browser/printing';
import { formatDate } from '../calendar/calendar-date';
import { Icon } from '../icon/icon';
import { clockOf } from '../laps/clock';
import { driverLabel } from '../me/driver-names';
import { PrintButton } from '../page-parts/print-button';
import { StateMessage } from '../page-parts/state-message';
import { readAgainWhenBack } from '../status/server-return';
import { MOST_SESSIONS, missingWords, readComparison, writeComparison } from './compare-query';
import { ComparisonSheet } from './comparison-sheet';
import { SessionChoice } from './session-choice';
import { SessionComparison } from './session-comparison';
import type { NamedSession } from './side-by-side';

const LEAST_SESSIONS = 2;
/** Laps of a day that is being imported. */
const LOOK_AGAIN_MS = 2_000;

/** Two to six sessions of any days and drivers side by side. */
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
  readonly #router = inject(Router);
  readonly #route = inject(ActivatedRoute);
  readonly #params = toSignal(this.#route.queryParamMap, { requireSync: true });
  protected readonly link = new LinkCopy();
  protected readonly printing = inject(Printing);

  protected readonly query = computed(() => readComparison(this.#params()));
  readonly #ids = computed(() => this.query().ids.join());
  protected readonly answer = resource({
    params: () => this.#ids() || undefined,
    loader: ({ params, abortSignal }) => this.#api.sessionsOf(params.split(','), abortSignal),
  });
  protected readonly failure = computed(() => {
    const error = this.answer.error();
    return error && asApiError(error);
  });
  protected readonly unanswered = computed(() => isUnanswered(this.failure()));
  /** What is here of the sessions that the address names: while one is added the others stay. */
  protected readonly sessions = linkedSignal<
    { ids: readonly string[]; here: readonly StudiedSession[] },
    readonly StudiedSession[]
  >({
    source: () => ({
      ids: this.query().ids,
      here: this.answer.hasValue() ? this.answer.value().known : [],
    }),
    computation: ({ ids, here }, before) => {
      const known = new Map([...(before?.value ?? []), ...here].map((one) => [one.id, one]));
      return ids.flatMap((id) => known.get(id) ?? []);
    },
  });
  /** What is wrong with the link, in a sentence; null where all of its sessions are known. */
  protected readonly missing = computed(() =>
    this.answer.hasValue() ? missingWords(this.query().ids, this.answer.value().unknown) : null,
  );
  protected readonly named = computed<NamedSession[]>(() => {
    const tracks = new Set(this.sessions().map(({ track_id }) => track_id));
    return this.sessions().map((session) => nameOf(session, tracks.size > 1));
  });
  protected readonly laps = computed(
    () => new Map(this.sessions().map(({ id, laps }) => [id, laps])),
  );
  protected readonly enough = computed(() => this.sessions().length >= LEAST_SESSIONS);
  readonly #tooFew = computed(() => {
    const isTooShort = this.query().ids.length < LEAST_SESSIONS;
    return isTooShort || (this.answer.hasValue() && !this.enough());
  });
  /** Sessions are looked for: always as long as there is nothing to compare. */
  protected readonly adding = linkedSignal(() => this.#tooFew());
  protected readonly full = computed(() => this.query().ids.length >= MOST_SESSIONS);
  /** Where further ones are looked for: at the track of the last one. */
  protected readonly track = computed(() => {
    const last = this.sessions().at(-1);
    return last === undefined ? null : { id: last.track_id, name: last.track_name };
  });

  /** What stands under the heading on paper. */
  protected readonly about = computed(() => {
    const tracks = new Set(this.sessions().map(({ track_name }) => track_name));
    return [[...tracks].join(', ')];
  });

  constructor() {
    readAgainWhenBack(() => void this.answer.reload(), this.answer.error);
    effect((onCleanup) => {
      if (this.answer.isLoading() || !this.sessions().some(isAwaited)) {
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
    const ids = this.sessions().map(({ id }) => id);
    return this.#show(ids, this.query().gapTo);
  }

  protected measureTo(gapTo: string | null): Promise<void> {
    return this.#show(this.query().ids, gapTo);
  }

  async #show(ids: readonly string[], gapTo: string | null): Promise<void> {
    const queryParams = writeComparison(ids, gapTo);
    await this.#router.navigate([], { relativeTo: this.#route, queryParams, replaceUrl: true });
  }
}

function isAwaited({ laps_state }: StudiedSession): boolean {
  return laps_state === 'pending';
}

/** Two drivers may have two days: the date belongs to the name. */
function nameOf(session: StudiedSession, withTrack: boolean): NamedSession {
  const className = session.class_name ?? 'No class';
  return {
    session,
    driver: driverLabel(session),
    when: `${formatDate(session.date)}, ${clockOf(session.started_at)}`,
    className: withTrack ? `${className}, ${session.track_name}` : className,
    rivals: `${session.track_id} ${className}`,
  };
}
