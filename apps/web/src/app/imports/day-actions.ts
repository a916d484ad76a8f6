import {
  Component,
  type ElementRef,
  afterRenderEffect,
  computed,
  input,
  output,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { RouterLink } from '@angular/router';
import { type CalendarDate, formatDate } from '../calendar/calendar-date';
import { Icon } from '../icon/icon';
import { type DayImport, isUnderWay } from './day-import';

/** What can be done with a practice day: import it, open it, import it again. */
@Component({
  selector: 'ts-day-actions',
  imports: [Icon, RouterLink],
  template: `
    @if (eventId(); as id) {
      @if (mayImport()) {
        <button
          type="button"
          class="again"
          [class.wanted]="failed()"
          [attr.aria-disabled]="underWay() || null"
          [attr.aria-label]="'Import again: ' + day()"
          [title]="failed() ? 'Retry' : 'Import again, as LiveRC shows it now'"
          (click)="ask()"
        >
          <ts-icon name="refresh" />
        </button>
      }
      <a
        #open
        class="whole"
        [routerLink]="['/practice-days', id]"
        [attr.aria-label]="'Open ' + day()"
      >
        <ts-icon name="open" />
        <span class="word">Open</span>
      </a>
    } @else if (mayImport()) {
      <button
        type="button"
        class="whole"
        [class.busy]="underWay()"
        [attr.aria-disabled]="underWay() || null"
        [attr.aria-label]="label()"
        (click)="ask()"
      >
        <ts-icon [name]="failed() ? 'refresh' : 'import'" />
        <span class="word">{{ failed() ? 'Retry' : 'Import' }}</span>
      </button>
    }
  `,
  styleUrl: './day-actions.scss',
  host: { '[class.roomy]': 'roomy()' },
})
export class DayActions {
  readonly date = input.required<CalendarDate>();
  /** Where the imported day is; null while it is not imported. */
  readonly eventId = input.required<string | null>();
  /** The import that was asked for on this page. */
  readonly dayImport = input.required<DayImport | null>();
  /** False where LiveRC is switched off. */
  readonly mayImport = input.required<boolean>();
  /** There is room for words on any screen. */
  readonly roomy = input(false);
  readonly importAsked = output<CalendarDate>();

  private readonly open = viewChild<ElementRef<HTMLElement>>('open');
  readonly #wasAsked = signal(false);

  protected readonly day = computed(() => formatDate(this.date()));
  protected readonly underWay = computed(() => isUnderWay(this.dayImport()?.phase ?? 'ended'));
  protected readonly failed = computed(() => this.dayImport()?.phase === 'failed');
  protected readonly label = computed(() => {
    if (this.underWay()) {
      return `Import under way: ${this.day()}`;
    }
    return `${this.failed() ? 'Retry import: ' : 'Import '}${this.day()}`;
  });

  constructor() {
    // The button that had the focus is gone: it goes to what stands in its place.
    afterRenderEffect(() => {
      const link = this.open()?.nativeElement;
      if (link && untracked(this.#wasAsked)) {
        this.#wasAsked.set(false);
        if (document.activeElement === document.body) {
          link.focus({ preventScroll: true });
        }
      }
    });
  }

  protected ask(): void {
    if (!this.underWay()) {
      this.#wasAsked.set(this.eventId() === null);
      this.importAsked.emit(this.date());
    }
  }
}
