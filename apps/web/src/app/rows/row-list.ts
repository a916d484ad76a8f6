import {
  CdkFixedSizeVirtualScroll,
  CdkVirtualForOf,
  CdkVirtualScrollableWindow,
  CdkVirtualScrollViewport,
} from '@angular/cdk/scrolling';
import {
  Component,
  DestroyRef,
  ElementRef,
  afterNextRender,
  afterRenderEffect,
  computed,
  effect,
  inject,
  input,
  linkedSignal,
  output,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { HAS_TWO_LINE_ROWS } from '../browser/narrow';
import type { CalendarDate } from '../calendar/calendar-date';
import { Icon } from '../icon/icon';
import type { DayImports } from '../imports/day-import';
import { type Admission, type View, admit, admitAll } from './admission';
import type { EventImport, EventProblem } from './event-import';
import { ListPlace } from './list-place';
import type { EventRow, Row } from './row';
import { RowLine } from './row-line';

const ROW_HEIGHT_PX = 52;
const TWO_LINE_ROW_HEIGHT_PX = 72;
/** So long after a touch the rows under the finger keep still. */
const KEEP_STILL_MS = 3_000;
const SCROLL_SETTLED_MS = 150;
const DRAWN_WHOLE_UP_TO = 100;
const DRAWN_BEYOND_THE_SCREEN = 6;

interface Source {
  readonly rows: readonly Row[];
  readonly question: string;
  readonly released: number;
  readonly moment: number;
}

/** The rows, of which only those on screen exist. Nothing that is being read moves. */
@Component({
  selector: 'ts-row-list',
  imports: [
    CdkFixedSizeVirtualScroll,
    CdkVirtualForOf,
    CdkVirtualScrollableWindow,
    CdkVirtualScrollViewport,
    Icon,
    RowLine,
  ],
  templateUrl: './row-list.html',
  styleUrl: './row-list.scss',
  host: {
    '[style.--row-height.px]': 'rowHeight()',
    '(pointermove)': 'touched()',
    '(pointerdown)': 'touched()',
    '(keydown)': 'touched()',
    '(document:scroll)': 'scrolled()',
  },
})
export class RowList {
  readonly #host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly viewport = viewChild.required(CdkVirtualScrollViewport);

  /** Sorted and filtered. */
  readonly rows = input.required<readonly Row[]>();
  /** More rows are expected soon. */
  readonly growing = input.required<boolean>();
  /** Changes with search, filter and sort: then the list is a new one and starts at its top. */
  readonly question = input.required<string>();
  /** The element that sticks to the top of the window and hides what scrolls under it. */
  readonly under = input.required<HTMLElement>();
  /** Imports of events and what of them failed, by LiveRC's event id. */
  readonly importing = input.required<ReadonlyMap<string, EventImport>>();
  readonly problems = input.required<ReadonlyMap<string, EventProblem>>();
  /** Imports of practice days, by date. */
  readonly dayImports = input.required<DayImports>();
  /** False where LiveRC is switched off. */
  readonly mayImport = input.required<boolean>();
  readonly importAsked = output<EventRow>();
  readonly dayAsked = output<CalendarDate>();

  readonly #twoLines = inject(HAS_TWO_LINE_ROWS);
  protected readonly rowHeight = computed(() =>
    this.#twoLines() ? TWO_LINE_ROW_HEIGHT_PX : ROW_HEIGHT_PX,
  );
  /** A list of ordinary length, once complete, is drawn whole: it can be searched and printed by the browser. */
  protected readonly bufferPx = computed(() => {
    const short = !this.growing() && this.rows().length <= DRAWN_WHOLE_UP_TO;
    return this.rowHeight() * (short ? DRAWN_WHOLE_UP_TO : DRAWN_BEYOND_THE_SCREEN);
  });
  /** Raised to look again at what is on screen. */
  readonly #moment = signal(0);
  readonly #released = signal(0);
  readonly #firstOnScreen = signal(0);
  readonly #unseen = signal<ReadonlySet<string>>(new Set());
  #touchedAt = Number.NEGATIVE_INFINITY;
  #place: ListPlace | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  protected readonly shown = linkedSignal<Source, Admission>({
    source: () => ({
      rows: this.rows(),
      question: this.question(),
      released: this.#released(),
      moment: this.#moment(),
    }),
    computation: (now, before) => {
      const anew =
        before === undefined ||
        before.source.question !== now.question ||
        before.source.released !== now.released;
      const view = anew ? null : untracked(() => this.#view(before.value.rows.length));
      return view === null ? admitAll(now.rows) : admit(before?.value.rows ?? [], now.rows, view);
    },
  });
  /** Rows above the screen that came while it was looked at, and those that wait there. */
  protected readonly moreAbove = computed(() => {
    const { rows, waiting } = this.shown();
    const unseen = rows
      .slice(0, this.#firstOnScreen())
      .filter(({ key }) => this.#unseen().has(key));
    return unseen.length + (waiting.get(rows[0]?.key ?? '') ?? 0);
  });

  constructor() {
    afterNextRender({ read: () => (this.#place = new ListPlace(this.#host, this.under())) });
    afterRenderEffect({ write: () => this.#settle(this.shown()) });
    effect(() => {
      this.question();
      untracked(() => this.#startAtTop());
    });
    inject(DestroyRef).onDestroy(() => {
      clearTimeout(this.#timer);
      this.#place?.stop();
    });
  }

  protected keyOf(_index: number, row: Row): string {
    return row.key;
  }

  /** Lets everything in. */
  protected release(): void {
    this.#unseen.set(new Set());
    this.#released.update((count) => count + 1);
  }

  protected toTop(): void {
    this.release();
    this.#place?.scrollToTop();
  }

  protected touched(): void {
    this.#touchedAt = performance.now();
    this.#lookAgainIn(KEEP_STILL_MS);
  }

  protected scrolled(): void {
    this.#place?.measure();
    const view = this.#place?.view(this.shown().rows.length, this.rowHeight());
    if (!view) {
      return;
    }
    this.#firstOnScreen.set(view.first);
    const seen = this.shown().rows.slice(view.first, view.last + 1);
    if (seen.some(({ key }) => this.#unseen().has(key))) {
      const unseen = new Set(this.#unseen());
      seen.forEach(({ key }) => unseen.delete(key));
      this.#unseen.set(unseen);
    }
    this.#lookAgainIn(SCROLL_SETTLED_MS);
  }

  #lookAgainIn(milliseconds: number): void {
    if (this.shown().waiting.size > 0) {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#moment.update((n) => n + 1), milliseconds);
    }
  }

  /** Null while nobody is reading: the list's top is on screen and nothing was touched lately. */
  #view(count: number): View | null {
    const view = this.#place?.view(count, this.rowHeight());
    if (!view || count === 0) {
      return null;
    }
    const still = performance.now() - this.#touchedAt > KEEP_STILL_MS;
    return view.topVisible && still ? null : view;
  }

  /** Runs when the rows are in the document and before they are painted. */
  #settle({ shift, above, waiting }: Admission): void {
    if (shift !== 0) {
      window.scrollBy({ top: shift * this.rowHeight(), behavior: 'instant' });
      this.viewport().checkViewportSize();
    }
    if (above.length > 0) {
      untracked(() => this.#unseen.update((unseen) => new Set([...unseen, ...above])));
    }
    if (waiting.size > 0) {
      untracked(() => this.#lookAgainIn(KEEP_STILL_MS));
    }
  }

  #startAtTop(): void {
    this.#unseen.set(new Set());
    const view = this.#place?.view(this.shown().rows.length, this.rowHeight());
    if (view && !view.topVisible) {
      this.#place?.scrollToTop();
    }
  }
}
