import {
  Component,
  DestroyRef,
  computed,
  inject,
  input,
  linkedSignal,
  output,
  signal,
} from '@angular/core';
import { MatButton } from '@angular/material/button';
import { isOffline } from '../browser/offline';
import { mayStillGrow } from '../calendar/growing';
import { type MonthKey, lastDayOf } from '../calendar/month';
import { Icon } from '../icon/icon';
import { ServerStatus } from '../status/server-status';
import { Discovery } from './discovery';
import { MonthStrip } from './month-strip';
import { monthWords, stateOf } from './month-words';
import { type Notice, type NoticeAction, type Situation, noticeFor } from './notice';
import { type MonthProgress, unread } from './progress';
import { type DiscoveryTally, progressWords, tally } from './progress-words';

/** Ages are told in minutes. */
const AGE_TICK_MS = 30_000;

/** What the page knows beside the discovery itself. */
export type PageSituation = Pick<Situation, 'eventsProblem' | 'lastPractice' | 'noPractice'>;

/**
 * How the check at LiveRC is getting on: words, numbers, the strip of months, one line for what
 * needs saying. Its height does not change, so that the rows below keep still.
 */
@Component({
  selector: 'ts-discovery-panel',
  imports: [Icon, MatButton, MonthStrip],
  templateUrl: './discovery-panel.html',
  styleUrl: './discovery-panel.scss',
})
export class DiscoveryPanel {
  protected readonly discovery = inject(Discovery);
  protected readonly status = inject(ServerStatus);
  readonly #now = signal(Date.now());

  /** `27 found: 6 events, 21 practice days`. */
  readonly summary = input.required<string>();
  /** Newest first; none when practice days are left out of the search. */
  readonly months = input.required<readonly MonthKey[]>();
  readonly days = input.required<ReadonlyMap<MonthKey, number>>();
  readonly selected = input<MonthKey | null>(null);
  /** Months whose days are all imported. */
  readonly covered = input<ReadonlySet<MonthKey>>(new Set());
  /** There is nothing that LiveRC could add. */
  readonly settled = input(false);
  readonly situation = input.required<PageSituation>();

  readonly monthToggled = output<MonthKey>();
  /** The button "Check LiveRC for practice days". */
  readonly checked = output();
  readonly eventsRetried = output();
  readonly monthAsked = output<MonthKey>();

  protected readonly tally = computed<DiscoveryTally>(() =>
    tally(this.months(), this.discovery.progress()),
  );
  protected readonly words = computed(() =>
    progressWords(
      this.discovery.phase(),
      this.tally(),
      this.discovery.elapsedMs(),
      this.#now(),
      isOffline(),
    ),
  );
  /** Which months Refresh asks for: the one that is picked, else those that may have grown. */
  protected readonly toRefresh = computed<readonly MonthKey[]>(() => {
    const picked = this.selected();
    const growing = this.months().filter((key) => mayStillGrow(lastDayOf(key), this.#now()));
    return picked ? [picked] : growing.length > 0 ? growing : this.months().slice(0, 1);
  });
  protected readonly notice = computed<Notice | null>(() => {
    const key = this.selected();
    const situation: Situation = {
      ...this.situation(),
      refusal: this.#refusal(),
      months: [...this.discovery.progress().months.values()],
      selected: key === null ? null : { key, words: this.#sentence(key) },
      hint: this.days().size > 1 ? 'Pick a month to see only its days.' : null,
      canAsk: !this.status.livercDisabled(),
    };
    return noticeFor(situation, Date.now());
  });
  readonly #refusal = computed(() => {
    const failure = this.discovery.failure();
    const request = failure?.requestId ? ` (request ${failure.requestId})` : '';
    return failure ? failure.message + request : null;
  });

  /** Changes once a month, with the month that ended last: no more often is it read aloud. */
  protected readonly spoken = linkedSignal<
    ReadonlySet<MonthKey>,
    { ended: ReadonlySet<MonthKey>; text: string }
  >({
    source: () => this.tally().ended,
    computation: (ended, before) => {
      const fresh = [...ended].filter((key) => !before?.value.ended.has(key));
      if (fresh.length === 0) {
        return { ended, text: before?.value.text ?? '' };
      }
      const count = `${ended.size} of ${this.months().length} months are here`;
      return { ended, text: [count, ...fresh.map((key) => this.#sentence(key))].join('. ') };
    },
  });

  constructor() {
    const timer = setInterval(() => this.#now.set(Date.now()), AGE_TICK_MS);
    inject(DestroyRef).onDestroy(() => clearInterval(timer));
  }

  protected refresh(): void {
    this.#now.set(Date.now());
    this.toRefresh().forEach((key) => void this.discovery.retryMonth(key, true));
  }

  protected act(action: NoticeAction): void {
    switch (action.kind) {
      case 'retry-months':
        action.keys.forEach((key) => void this.discovery.retryMonth(key));
        if (this.situation().eventsProblem !== null) {
          this.eventsRetried.emit();
        }
        break;
      case 'retry-events':
        this.eventsRetried.emit();
        break;
      case 'resume':
        this.discovery.resume();
        break;
      case 'go-to-month':
        this.monthAsked.emit(action.key);
        break;
    }
  }

  #sentence(key: MonthKey): string {
    const month: MonthProgress = this.discovery.progress().months.get(key) ?? unread(key);
    const days = this.days().get(key) ?? 0;
    const active = this.discovery.active() && !isOffline();
    const [current, covered] = [this.discovery.current().has(key), this.covered().has(key)];
    const state = stateOf(month, days, { active, current, covered });
    return monthWords(month, state, days, Date.now());
  }
}
