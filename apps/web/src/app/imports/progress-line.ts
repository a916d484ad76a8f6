import { Component, computed, input } from '@angular/core';

/** A thin line along the lower edge of what it belongs to, which is positioned. */
@Component({
  selector: 'ts-progress-line',
  template: `<span [style.width.%]="percent()"></span>`,
  styles: `
    :host {
      position: absolute;
      right: 0;
      bottom: -1px;
      left: 0;
      height: 2px;
      overflow: hidden;
      background: var(--ts-accent-soft);
    }
    span {
      display: block;
      height: 100%;
      background: var(--ts-accent);
      transition: width 0.25s ease-out;
    }
    :host(.unknown) span {
      width: 40%;
      animation: run 1.1s ease-in-out infinite;
    }
    @keyframes run {
      from {
        transform: translateX(-100%);
      }
      to {
        transform: translateX(250%);
      }
    }
  `,
  host: {
    role: 'progressbar',
    '[class.unknown]': 'share() === null',
    '[attr.aria-label]': 'label()',
    '[attr.aria-valuenow]': 'percent()',
    '[attr.aria-valuetext]': 'words()',
  },
})
export class ProgressLine {
  /** From 0 to 1; null while nobody can tell. */
  readonly share = input<number | null>(null);
  /** How far it is, for those who can't see it. */
  readonly words = input<string | null>(null);
  readonly label = input.required<string>();

  protected readonly percent = computed(() => {
    const share = this.share();
    return share === null ? null : Math.round(share * 100);
  });
}
