import { Component, computed, input, linkedSignal, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import { dayWords, isOld } from '../calendar/age';
import { dayAndMonth, formatDate, weekdayOf } from '../calendar/calendar-date';
import { Icon } from '../icon/icon';
import { DayActions } from '../imports/day-actions';
import { type DayImport, isBeingRead } from '../imports/day-import';
import { dayNote, noteDetail, shareRead, unreadWords } from '../imports/import-words';
import { ProgressLine } from '../imports/progress-line';
import { formatCount } from '../laps/count';
import type { EventImport, EventProblem } from './event-import';
import type { DayRow, EventRow, Row } from './row';

const KIND_WORDS = { event: 'Event', practice: 'Practice', imported: 'Imported' } as const;

/** One line: a race event or a practice day. Columns keep their width whatever is known yet. */
@Component({
  selector: 'ts-row-line',
  imports: [DayActions, Icon, ProgressLine, RouterLink],
  templateUrl: './row-line.html',
  styleUrl: './row-line.scss',
  host: {
    '[class.has-name]': 'event() !== null',
    '[class.is-day]': 'event() === null',
    '[class.several-days]': "until() !== ''",
    '[class.has-note]': '!!note()',
    '[class.has-problem]': 'problem() !== null',
  },
})
export class RowLine {
  readonly row = input.required<Row>();
  /** Rows that belong above this one and wait to be let in. */
  readonly waitingAbove = input(0);
  /** The import of the event that was asked for on this page. */
  readonly importing = input<EventImport | null>(null);
  /** Why it failed, or what of it. */
  readonly problem = input<EventProblem | null>(null);
  /** The import of the day that was asked for on this page. */
  readonly dayImport = input<DayImport | null>(null);
  /** False where LiveRC is switched off. */
  readonly mayImport = input(true);
  readonly importAsked = output<EventRow>();
  readonly dayAsked = output<string>();
  readonly waitingAsked = output();

  protected readonly event = computed(() => {
    const row = this.row();
    return row.kind === 'event' ? row : null;
  });
  protected readonly day = computed(() => {
    const row = this.row();
    return row.kind === 'event' ? null : row;
  });
  protected readonly date = computed(() => {
    const { date } = this.row();
    return date === null ? 'Date unknown' : formatDate(date);
  });
  protected readonly kind = computed(() =>
    this.beingRead() ? 'Importing' : KIND_WORDS[this.row().kind],
  );
  protected readonly until = computed(() => {
    const event = this.event();
    const several = event?.endDate && event.endDate !== event.date;
    return several ? `to ${weekdayOf(event.endDate)} ${dayAndMonth(event.endDate)}` : '';
  });
  protected readonly times = computed(() => {
    const { time_range_start: start, time_range_end: end } = this.day()?.totals ?? {};
    return start && end ? `${start}–${end}` : '';
  });
  protected readonly note = computed(() => {
    const [day, dayImport] = [this.day(), this.dayImport()];
    const words = day && dayImport ? dayNote(dayImport, day.eventId !== null) : '';
    return words || (day ? noteOf(day, Date.now()) : (this.importing()?.words ?? ''));
  });
  /** The unit stands alone, so that a narrow line can leave it out. */
  protected readonly noteParts = computed(() => (this.note() ?? '').split(/( sessions?)/));
  protected readonly noteDetail = computed(() => {
    const dayImport = this.dayImport();
    return (dayImport && noteDetail(dayImport)) ?? this.note() ?? '';
  });
  protected readonly beingRead = computed(() => isBeingRead(this.dayImport()?.phase ?? 'ended'));
  protected readonly trouble = computed(() => {
    const dayImport = this.dayImport();
    return dayImport?.phase === 'failed' || (dayImport?.failedSessions.length ?? 0) > 0;
  });
  protected readonly share = computed(() => {
    const dayImport = this.dayImport();
    return dayImport && shareRead(dayImport);
  });
  /** Totals that came while the line was there fade in. */
  readonly #waited = linkedSignal<Row, { key: string; waited: boolean }>({
    source: this.row,
    computation: (row, before) => ({
      key: row.key,
      waited:
        (before?.value.key === row.key && before.value.waited) ||
        (row.kind !== 'event' && row.totals === null),
    }),
  });
  protected readonly fresh = computed(
    () => this.#waited().waited && (this.day()?.totals ?? null) !== null,
  );

  /** `1 lap`, `2 laps`. */
  protected unit(count: number | null, one: string, many = `${one}s`): string {
    return count === 1 ? one : many;
  }

  protected readonly whole = formatCount;
}

function noteOf(day: DayRow, nowMs: number): string {
  if (day.pending !== null) {
    return day.pending === 'following' ? 'details follow' : 'details not read';
  }
  if (day.unread !== undefined) {
    return unreadWords(day.unread);
  }
  if (day.copyOf !== null && isOld(day.copyOf, nowMs)) {
    return `copy of ${dayWords(day.copyOf, nowMs)}`;
  }
  return day.totals?.verified === false ? 'differs from LiveRC’s totals' : '';
}
