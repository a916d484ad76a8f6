import { Component, computed, inject, input, linkedSignal, output } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { type MonthKey, formatMonth, shortMonth } from '../calendar/month';
import { Icon } from '../icon/icon';
import { ServerStatus } from '../status/server-status';
import { Discovery } from './discovery';
import { MonthStrip } from './month-strip';
import { monthWords, stateOf, troubleWords } from './month-words';
import { type DiscoveryTally, progressWords, tally } from './progress-words';

interface Trouble {
  readonly key: MonthKey;
  readonly month: string;
  readonly words: string;
  readonly retryLabel: string;
  readonly canRetry: boolean;
}

/** How the check at LiveRC is getting on: words, numbers, the strip of months, what went wrong. */
@Component({
  selector: 'ts-discovery-panel',
  imports: [Icon, MatButtonModule, MonthStrip],
  templateUrl: './discovery-panel.html',
  styleUrl: './discovery-panel.scss',
})
export class DiscoveryPanel {
  protected readonly discovery = inject(Discovery);
  protected readonly status = inject(ServerStatus);

  /** `27 found: 6 events, 21 practice days`. */
  readonly summary = input.required<string>();
  readonly months = input.required<readonly MonthKey[]>();
  readonly days = input.required<ReadonlyMap<MonthKey, number>>();
  readonly selected = input<MonthKey | null>(null);
  /** Every month of the range is imported already. */
  readonly covered = input(false);
  readonly monthToggled = output<MonthKey>();
  /** The button "Check LiveRC for practice days". */
  readonly checked = output();

  protected readonly tally = computed<DiscoveryTally>(() =>
    tally(this.months(), this.discovery.progress()),
  );
  protected readonly words = computed(() =>
    progressWords(this.discovery.phase(), this.tally(), this.discovery.elapsedMs()),
  );
  protected readonly troubles = computed<Trouble[]>(() => {
    const now = Date.now();
    return [...this.discovery.progress().months.values()]
      .map((month) => ({ month, words: troubleWords(month, now) }))
      .filter(({ words }) => words !== null)
      .sort((a, b) => (a.month.key < b.month.key ? 1 : -1))
      .map(({ month, words }) => ({
        key: month.key,
        month: formatMonth(month.key),
        words: words ?? '',
        retryLabel: `Retry ${shortMonth(month.key)}`,
        canRetry: !this.status.livercDisabled(),
      }));
  });

  /** Changes once a month, with the month that ended last: no more often is it read aloud. */
  protected readonly spoken = linkedSignal<
    ReadonlySet<MonthKey>,
    { ended: Set<MonthKey>; text: string }
  >({
    source: () => this.tally().ended,
    computation: (ended, before) => {
      const fresh = [...ended].filter((key) => !before?.value.ended.has(key));
      const text = fresh.map((key) => this.#sentence(key)).join('. ');
      const count = `${ended.size} of ${this.months().length} months are here`;
      return { ended: new Set(ended), text: ended.size === 0 ? '' : `${count}. ${text}` };
    },
  });

  protected async retryAll(): Promise<void> {
    await Promise.all(this.troubles().map(({ key }) => this.discovery.retryMonth(key)));
  }

  #sentence(key: MonthKey): string {
    const month = this.discovery.progress().months.get(key);
    const days = this.days().get(key) ?? 0;
    const idle = { active: false, current: false };
    return month ? monthWords(month, stateOf(month, days, idle), days, Date.now()) : '';
  }
}
