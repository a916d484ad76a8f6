import { Component, computed, input } from '@angular/core';
import type { Track, TrackStatus } from '@trackside/contracts';
import { Icon } from '../icon/icon';

const WORDS: Record<TrackStatus, string> = {
  racing: 'Racing',
  practice: 'Practice',
  idle: 'Idle',
};

/** What a track is doing right now, in words beside the colour. */
@Component({
  selector: 'ts-track-badges',
  imports: [Icon],
  template: `
    @if (track().live_video) {
      <span class="video"><ts-icon name="video" /><span class="word">Live video</span></span>
    }
    <span class="status" [class]="track().status">{{ words() }}</span>
  `,
  styles: `
    :host {
      display: inline-flex;
      flex: none;
      align-items: center;
      gap: 0.75rem;
      color: var(--ts-ink-soft);
      font-size: 0.8125rem;
    }
    .video,
    .status {
      display: inline-flex;
      align-items: center;
      gap: 0.375rem;
    }
    .video {
      --icon-size: 1rem;
    }
    /* The name of the track needs the room; read aloud it is said all the same. */
    @media (max-width: 399.98px) {
      .word {
        position: absolute;
        overflow: hidden;
        width: 1px;
        height: 1px;
        clip-path: inset(50%);
      }
    }
    .status::before {
      width: 0.5rem;
      height: 0.5rem;
      border: 2px solid var(--ts-line-strong);
      border-radius: 50%;
      content: '';
    }
    .racing::before {
      border-color: var(--ts-accent);
      background: var(--ts-accent);
    }
    .practice::before {
      border-color: var(--ts-accent);
    }
    .racing {
      color: var(--ts-ink);
      font-weight: 600;
    }
    .idle {
      color: var(--ts-ink-faint);
    }
  `,
})
export class TrackBadges {
  readonly track = input.required<Track>();
  protected readonly words = computed(() => WORDS[this.track().status]);
}
