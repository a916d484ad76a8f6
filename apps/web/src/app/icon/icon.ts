import { Component, computed, input } from '@angular/core';

/** Outlines on a grid of 24 × 24, drawn with a stroke of 2. */
const OUTLINES = {
  alert:
    'M12 8v5 M12 16.5v.01 M10.3 3.9 2.4 17.6A2 2 0 0 0 4.1 20.6h15.8a2 2 0 0 0 1.7-3L13.7 3.9a2 2 0 0 0-3.4 0z',
  auto: 'M3 5h18v11H3z M8 20h8 M12 16v4',
  back: 'M14.5 5.5L8 12l6.5 6.5',
  calendar: 'M4 6h16v14H4z M4 10.5h16 M8 3v4 M16 3v4',
  chart: 'M4 4v16h16 M7.5 15l4-5 3.5 3 4.5-6.5',
  check: 'M5 12.5 10 17.5 19.5 7',
  clock: 'M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17z M12 7.5V12l3 2',
  close: 'M6 6l12 12 M18 6 6 18',
  down: 'M6 9.5l6 6 6-6',
  external: 'M14 4h6v6 M20 4l-9 9 M18 14v5a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V7a1 1 0 0 1 1-1h5',
  import: 'M12 4v11 M7 10.5l5 5 5-5 M4.5 20h15',
  link: 'M10 14a4 4 0 0 0 5.7 0l3-3a4 4 0 0 0-5.7-5.7l-1 1 M14 10a4 4 0 0 0-5.7 0l-3 3a4 4 0 0 0 5.7 5.7l1-1',
  more: 'M12 5.5v.01 M12 12v.01 M12 18.5v.01',
  moon: 'M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5z',
  next: 'M9.5 5.5L16 12l-6.5 6.5',
  offline:
    'M4 4l16 16 M8.5 12.5a6 6 0 0 1 3-1.4 M5 9a11 11 0 0 1 4-2.3 M13 6.1A11 11 0 0 1 19 9 M15.5 12.5l-.5-.4 M12 18v.01',
  open: 'M5 12h13 M12 5.5l6.5 6.5-6.5 6.5',
  pause: 'M8.5 5v14 M15.5 5v14',
  pencil: 'M4 20l1-4.5L16.5 4 20 7.5 8.5 19z',
  person: 'M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8z M4.5 20.5a7.5 7.5 0 0 1 15 0',
  play: 'M7.5 4.500l11 7.500-11 7.500z',
  print: 'M7 9V3.5h10V9 M7 17H4V9h16v8h-3 M7 14h10v6.5H7z',
  refresh: 'M20 5v5h-5 M19.5 10A8 8 0 1 0 20 14',
  search: 'M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14z M16.2 16.2 20.5 20.5',
  star: 'M12 3.5l2.6 5.4 5.9.8-4.3 4.1 1.1 5.9L12 16.8l-5.3 2.9 1.1-5.9-4.3-4.1 5.9-.8z',
  stop: 'M7 7h10v10H7z',
  sun: 'M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8z M12 2.5v2 M12 19.5v2 M2.5 12h2 M19.5 12h2 M5.3 5.3l1.4 1.4 M17.3 17.3l1.4 1.4 M5.3 18.7l1.4-1.4 M17.3 6.7l1.4-1.4',
  table: 'M4 5h16v14H4z M4 10h16 M4 14.5h16 M10 5v14',
  up: 'M12 19V5 M6 11l6-6 6 6',
  video: 'M3.5 7h11v10h-11z M14.5 10.5l6-3v9l-6-3z',
} as const;

export type IconName = keyof typeof OUTLINES;

/** A decorative picture: what it means must stand beside it in words, or in its button's label. */
@Component({
  selector: 'ts-icon',
  host: { 'aria-hidden': 'true' },
  template: `
    <svg
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="2"
      stroke-linecap="round"
      stroke-linejoin="round"
    >
      <path [attr.d]="outline()" [attr.fill]="filled() ? 'currentColor' : 'none'" />
    </svg>
  `,
  styles: `
    :host {
      display: inline-flex;
      flex: none;
    }
    svg {
      width: var(--icon-size, 1.125rem);
      height: var(--icon-size, 1.125rem);
    }
  `,
})
export class Icon {
  readonly name = input.required<IconName>();
  readonly filled = input(false);
  protected readonly outline = computed(() => OUTLINES[this.name()]);
}
