import {
  Component,
  type ElementRef,
  afterNextRender,
  computed,
  inject,
  input,
  output,
  viewChild,
} from '@angular/core';
import type { ImportedPracticeSession } from '@trackside/contracts';
import { Icon } from '../../icon/icon';
import { clockOf } from '../../laps/clock';
import { Comparison } from '../comparison';
import { DayStudy } from '../day-study';
import { classOf } from '../drivers';
import { SessionDetail } from './session-detail';

/** A session over the list, which keeps its place. */
@Component({
  selector: 'ts-session-dialog',
  imports: [Icon, SessionDetail],
  template: `
    <!-- eslint-disable-next-line @angular-eslint/template/click-events-have-key-events, @angular-eslint/template/interactive-supports-focus -->
    <dialog #dialog aria-labelledby="session-title" (close)="closed.emit()" (click)="press($event)">
      <div class="box">
        <header>
          <div>
            <h2 id="session-title">{{ words().driver }}</h2>
            <p class="tabular">{{ words().about }}</p>
          </div>
          <button
            type="button"
            class="tick"
            [attr.aria-pressed]="comparison.has(session().id)"
            [disabled]="comparison.full() && !comparison.has(session().id)"
            (click)="comparison.toggle(session().id)"
          >
            @if (comparison.has(session().id)) {
              <ts-icon name="check" />
            }
            Compare
          </button>
          <button type="button" class="close" aria-label="Close" (click)="close()">
            <ts-icon name="close" />
          </button>
        </header>
        <ts-session-detail [session]="session()" [whole]="true" />
      </div>
    </dialog>
  `,
  styleUrl: './session-dialog.scss',
})
export class SessionDialog {
  readonly session = input.required<ImportedPracticeSession>();
  readonly closed = output();

  readonly #study = inject(DayStudy);
  protected readonly comparison = inject(Comparison);
  private readonly dialog = viewChild.required<ElementRef<HTMLDialogElement>>('dialog');

  protected readonly words = computed(() => {
    const session = this.session();
    const [start, end] = [clockOf(session.started_at), clockOf(session.ended_at)];
    return {
      driver: this.#study.labelOf(session),
      about: [session.ended_at === null ? start : `${start}–${end}`, classOf(session)]
        .concat(session.transponder ?? [])
        .join(', '),
    };
  });

  constructor() {
    afterNextRender(() => this.dialog().nativeElement.showModal());
  }

  protected close(): void {
    this.dialog().nativeElement.close();
  }

  /** A press beside the box closes it. */
  protected press(event: MouseEvent): void {
    if (event.target === this.dialog().nativeElement) {
      this.close();
    }
  }
}
