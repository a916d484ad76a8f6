import { Component, computed, effect, inject, signal } from '@angular/core';
import { DayStudy } from '../day-study';
import { clockTime } from '../../calendar/age';
import { Icon } from '../../icon/icon';
import { clockOf } from '../../laps/clock';
import { formatLapTime } from '../../laps/lap-time';
import { LiveDay, type LiveState } from './live-day';

const TICK_MS = 1_000;
const SHOWN: readonly LiveState[] = ['following', 'cut', 'paused', 'over', 'disabled'];

/** Says of a running day how old it is, when LiveRC is looked at next, and what has come. */
@Component({
  selector: 'ts-live-line',
  imports: [Icon],
  template: `
    @if (shown()) {
      <div class="line" [class.lost]="live.state() === 'cut' || live.trouble() !== null">
        <ts-icon [name]="live.state() === 'cut' ? 'offline' : 'clock'" />
        <p class="tabular">
          <b>{{ head() }}</b>&ngsp;<span>{{ words() }}</span>
        </p>
        @if (live.state() === 'following' || live.state() === 'cut') {
          <button type="button" (click)="live.pause()">Pause</button>
        } @else if (live.state() === 'paused') {
          <button type="button" (click)="live.goOn()">Go on</button>
        }
      </div>
      <p class="visually-hidden" aria-live="polite">{{ news() }}</p>
    }
  `,
  styles: `
    .line {
      display: flex;
      align-items: center;
      gap: 0.5rem;
      min-height: 44px;
      margin-top: 0.5rem;
      padding: 0 0.25rem 0 0.75rem;
      border-radius: 8px;
      background: var(--ts-accent-soft);
      font-size: 0.875rem;
    }
    .lost {
      background: var(--ts-old-soft);
    }
    p {
      flex: 1;
      margin: 0;
    }
    span {
      color: var(--ts-ink-soft);
    }
    button {
      min-width: 44px;
      min-height: 44px;
      padding: 0 0.75rem;
      border: 0;
      background: none;
      color: var(--ts-accent);
      font: inherit;
      font-weight: 600;
      cursor: pointer;
    }
  `,
})
export class LiveLine {
  readonly #study = inject(DayStudy);
  protected readonly live = inject(LiveDay);
  readonly #now = signal(Date.now());

  protected readonly shown = computed(() => SHOWN.includes(this.live.state()));
  protected readonly head = computed(() => {
    switch (this.live.state()) {
      case 'paused':
        return 'Paused';
      case 'over':
        return 'The day is over';
      case 'cut':
        return 'Connection lost';
      case 'disabled':
        return 'Asking LiveRC is switched off here';
      default:
        return 'Running';
    }
  });
  protected readonly words = computed(() => {
    const asOf = this.#asOfWords();
    switch (this.live.state()) {
      case 'following':
        return [asOf, this.#nextWords(), this.live.trouble()].filter(Boolean).join(', ');
      case 'cut':
        return [asOf, 'going on as soon as it is back'].filter(Boolean).join(', ');
      default:
        return asOf;
    }
  });
  /** For those who listen: the session that came last. */
  protected readonly news = computed(() => {
    const id = this.live.arrived().at(-1);
    const session = id === undefined ? undefined : this.live.sessions().get(id);
    if (!session) {
      return '';
    }
    const best = session.fastest_lap_seconds;
    const words = best === null ? '' : `, best ${formatLapTime(best)}`;
    return `New session at ${clockOf(session.started_at)}: ${this.#study.labelOf(session)}${words}`;
  });

  constructor() {
    effect((onCleanup) => {
      if (this.live.state() === 'following') {
        const timer = setInterval(() => this.#now.set(Date.now()), TICK_MS);
        onCleanup(() => clearInterval(timer));
      }
    });
  }

  #asOfWords(): string {
    const asOf = this.live.asOf();
    return asOf === null ? '' : `as of ${clockTime(Date.parse(asOf))}`;
  }

  #nextWords(): string {
    const at = this.live.nextLookAt();
    if (at === null) {
      return '';
    }
    const seconds = Math.ceil((at - this.#now()) / 1_000);
    return seconds > 0 ? `next look in ${inWords(seconds)}` : 'looking now';
  }
}

function inWords(seconds: number): string {
  return seconds < 100 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}
