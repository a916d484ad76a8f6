import { Component, computed, input, output } from '@angular/core';
import { type CalendarDate, formatDate } from '../calendar/calendar-date';
import { Icon } from '../icon/icon';
import { DayActions } from '../imports/day-actions';
import { type DayImport, isBeingRead } from '../imports/day-import';
import { dayNote, noteDetail, shareRead, unreadWords } from '../imports/import-words';
import { ProgressLine } from '../imports/progress-line';
import { formatCount } from '../laps/count';
import type { DayRow } from '../rows/row';

/** LiveRC’s total leaves unknown drivers out: of such a day there are only those. */
const NO_NAMED_DRIVER = { count: 'no', unit: 'named driver' };

/** A practice day with all that is known of it, and what can be done with it. */
@Component({
  selector: 'ts-day-card',
  imports: [DayActions, Icon, ProgressLine],
  template: `
    <div class="top">
      <h3 class="tabular">{{ date() }}</h3>
      @if (day().eventId !== null && !beingRead()) {
        <span class="imported" title="Imported">
          <ts-icon name="check" /><span class="visually-hidden">Imported</span>
        </span>
      }
      @if (times(); as times) {
        <span class="tabular">{{ times }}</span>
      }
    </div>
    <p class="facts tabular">
      @for (fact of facts(); track fact.unit) {
        <span
          ><b>{{ fact.count }}</b> {{ fact.unit }}</span
        >
      }
    </p>
    @if (note(); as note) {
      <p class="note tabular" [class.wrong]="trouble()" [attr.role]="trouble() ? 'alert' : null">
        {{ note }}
        @if (detail(); as detail) {
          <span class="detail">{{ detail }}</span>
        }
      </p>
    }
    <ts-day-actions
      [roomy]="true"
      [date]="day().date"
      [eventId]="day().eventId"
      [dayImport]="dayImport()"
      [mayImport]="mayImport()"
      (importAsked)="importAsked.emit($event)"
    />
    @if (beingRead()) {
      <ts-progress-line [share]="share()" [words]="note()" [label]="'Import of ' + date()" />
    }
  `,
  styleUrl: './day-card.scss',
})
export class DayCard {
  readonly day = input.required<DayRow>();
  readonly dayImport = input.required<DayImport | null>();
  readonly mayImport = input.required<boolean>();
  readonly importAsked = output<CalendarDate>();

  protected readonly date = computed(() => formatDate(this.day().date));
  protected readonly facts = computed(() => {
    const { sessions, totals } = this.day();
    return [
      counted(sessions, 'session', 'sessions'),
      counted(totals?.total_laps, 'lap', 'laps'),
      totals?.unique_drivers === 0
        ? NO_NAMED_DRIVER
        : counted(totals?.unique_drivers, 'driver', 'drivers'),
      counted(totals?.unique_classes, 'class', 'classes'),
    ].filter((fact) => fact !== null);
  });
  protected readonly times = computed(() => {
    const { time_range_start: start, time_range_end: end } = this.day().totals ?? {};
    return start && end ? `${start}–${end}` : null;
  });
  protected readonly note = computed(() => {
    const [day, dayImport] = [this.day(), this.dayImport()];
    const words = dayImport ? dayNote(dayImport, day.eventId !== null) : '';
    if (words !== '' || day.totals === null) {
      return words || 'details not read';
    }
    return day.unread === undefined ? '' : unreadWords(day.unread);
  });
  protected readonly detail = computed(() => {
    const dayImport = this.dayImport();
    return dayImport && noteDetail(dayImport);
  });
  protected readonly trouble = computed(() => this.detail() !== null);
  protected readonly beingRead = computed(() => isBeingRead(this.dayImport()?.phase ?? 'ended'));
  protected readonly share = computed(() => {
    const dayImport = this.dayImport();
    return dayImport && shareRead(dayImport);
  });
}

function counted(
  count: number | null | undefined,
  one: string,
  many: string,
): { count: string; unit: string } | null {
  return count === null || count === undefined
    ? null
    : { count: formatCount(count), unit: count === 1 ? one : many };
}
