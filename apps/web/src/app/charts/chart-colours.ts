import { DestroyRef, InjectionToken, type Signal, inject, signal } from '@angular/core';
import { DOCUMENT } from '@angular/core';

const NAMES = {
  ink: '--ts-ink',
  soft: '--ts-ink-soft',
  faint: '--ts-ink-faint',
  line: '--ts-line',
  strong: '--ts-line-strong',
  surface: '--ts-surface',
  accent: '--ts-accent',
  wrong: '--ts-wrong',
  old: '--ts-old',
  series1: '--ts-series-1',
  series2: '--ts-series-2',
  series3: '--ts-series-3',
  series4: '--ts-series-4',
  series5: '--ts-series-5',
  series6: '--ts-series-6',
} as const;

export type ColourName = keyof typeof NAMES;
export type ChartColours = Readonly<Record<ColourName, string>>;

/** The custom property that holds a colour, for what is drawn outside of a canvas. */
export function propertyOf(colour: ColourName): string {
  return NAMES[colour];
}

/** The theme's colours as a canvas can read them; they follow the theme. */
export const CHART_COLOURS = new InjectionToken<Signal<ChartColours>>('colours of charts', {
  providedIn: 'root',
  factory: () => {
    const document = inject(DOCUMENT);
    const colours = signal(readColours(document));
    const follow = (): void => colours.set(readColours(document));
    const media = document.defaultView?.matchMedia('(prefers-color-scheme: dark)');
    media?.addEventListener('change', follow);
    const observer = new MutationObserver(follow);
    observer.observe(document.documentElement, { attributeFilter: ['data-theme'] });
    inject(DestroyRef).onDestroy(() => {
      media?.removeEventListener('change', follow);
      observer.disconnect();
    });
    return colours.asReadonly();
  },
});

/**
 * The theme's colours, or those of one of its two halves. A property that says `light-dark(…)` has no
 * colour until an element uses it.
 */
export function readColours(document: Document, scheme: 'light' | '' = ''): ChartColours {
  const probe = document.createElement('span');
  probe.hidden = true;
  probe.style.colorScheme = scheme;
  document.body.append(probe);
  const read = (property: string): string => {
    probe.style.color = `var(${property})`;
    return getComputedStyle(probe).color;
  };
  const colours = Object.fromEntries(
    Object.entries(NAMES).map(([name, property]) => [name, read(property)]),
  );
  probe.remove();
  return colours as ChartColours;
}
