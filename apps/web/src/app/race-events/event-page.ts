import { Component, computed, effect, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Title } from '@angular/platform-browser';
import { RouterLink } from '@angular/router';
import type { RankingKind } from '@trackside/contracts';
import { isUnanswered } from '../api/api-error';
import { type ExportFormat } from '../api/export-urls';
import { eventExportUrl } from '../api/race-events-api';
import { ExportLinks } from '../export/export-links';
import { Icon } from '../icon/icon';
import { clockOf } from '../laps/clock';
import { formatCount } from '../laps/count';
import { type Figure, FigureList } from '../page-parts/figure-list';
import { StateMessage } from '../page-parts/state-message';
import { checkWords, eventDates, programmeOf, progressWords, raceTitle } from './event-words';
import { RaceEventPageData } from './race-event';

const KINDS: Record<RankingKind, string> = {
  qualifying_points: 'Qualifying order',
  round: 'Round',
  multi_main: 'Mains together',
  overall: 'Final result',
};

/** A race event: who won, how qualifying went, and every race of the programme. */
@Component({
  selector: 'ts-event-page',
  imports: [ExportLinks, FigureList, Icon, MatButton, RouterLink, StateMessage],
  providers: [RaceEventPageData],
  templateUrl: './event-page.html',
  styleUrl: './race-events.scss',
})
export default class EventPage {
  protected readonly page = inject(RaceEventPageData);
  protected readonly clock = clockOf;
  protected readonly count = formatCount;
  protected readonly title = raceTitle;
  protected readonly dates = eventDates;

  protected readonly unknown = computed(() => {
    const code = this.page.failure()?.code;
    return code === 'NOT_FOUND' || code === 'VALIDATION_ERROR';
  });
  protected readonly unanswered = computed(() => isUnanswered(this.page.failure()));
  protected readonly figures = computed<readonly Figure[]>(() => {
    const totals = this.page.event()?.totals;
    const told: [string, number | null | undefined][] = [
      ['Entries', totals?.entry_count],
      ['Drivers', totals?.driver_count],
      ['Races', totals?.race_count],
      ['Race laps', totals?.race_lap_count],
    ];
    return told.flatMap(([name, value]) =>
      value == null ? [] : [{ name, value: formatCount(value) }],
    );
  });
  protected readonly progress = computed(() => {
    const event = this.page.event();
    return event && progressWords(event);
  });
  protected readonly checks = computed(() => {
    const event = this.page.event();
    return event && checkWords(event.checks);
  });
  protected readonly programme = computed(() => programmeOf(this.page.races() ?? []));
  protected readonly rankings = computed(() =>
    (this.page.rankings() ?? []).map((ranking) => ({ ...ranking, name: KINDS[ranking.kind] })),
  );
  protected readonly exportUrl = computed(() => {
    const id = this.page.event()?.id ?? '';
    return (format: ExportFormat) => eventExportUrl(id, format);
  });

  constructor() {
    const title = inject(Title);
    effect(() => title.setTitle(`${this.page.event()?.name ?? 'Race event'} · Trackside`));
  }
}
