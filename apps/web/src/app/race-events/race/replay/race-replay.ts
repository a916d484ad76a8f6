import {
  Component,
  DestroyRef,
  type ElementRef,
  afterNextRender,
  computed,
  effect,
  inject,
  input,
  linkedSignal,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { CHART_COLOURS } from '../../../charts/chart-colours';
import type { LegendItem } from '../../../charts/chart-model';
import { download, framedPicture } from '../../../charts/picture';
import { Icon } from '../../../icon/icon';
import { formatLapTime } from '../../../laps/lap-time';
import { raceTitle } from '../../event-words';
import { RacePageData } from '../race';
import { SPEEDS } from '../race-query';
import { RaceView } from '../race-view';
import type { RowLook } from './picture';
import { type RaceScene, sceneOf, sceneWords } from './scene';
import { ReplayStage } from './stage';

/** Seconds of the race that a key goes on or back. */
const KEYS: Record<string, number> = {
  ...{ ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 },
  ...{ PageUp: 30, PageDown: -30, Home: -Infinity, End: Infinity },
};
/** The address and the words follow once the race has stood still for so long. */
const REST_MS = 300;
/** Who wants less motion sees a picture a second. */
const STEP_OF_STILL_MS = 1000;

/** What is drawn how; the page has it in words under the canvas. */
const KEY_OF_PICTURE: readonly LegendItem[] = [
  { name: 'measured: a crossing', form: 'dot', colour: 'soft' },
  { name: 'estimated: on the way', form: 'ring', colour: 'soft' },
  { name: 'no further lap', form: 'block', colour: 'soft' },
];

/** Moments are told to the millisecond. */
const isSameMoment = (one: number, other: number): boolean => Math.abs(one - other) <= 0.0005;

/**
 * The race over its clock: order, gaps and where everybody is. A frame is drawn on the canvas and
 * moves the thumb; nothing of the page is checked or laid out for it.
 */
@Component({
  selector: 'ts-race-replay',
  imports: [Icon],
  templateUrl: './race-replay.html',
  styleUrl: './race-replay.scss',
})
export class RaceReplay {
  protected readonly view = inject(RaceView);
  readonly #page = inject(RacePageData);
  readonly #colours = inject(CHART_COLOURS);
  /** Moments to be marked on the slider, in seconds. */
  readonly marked = input<readonly number[]>([]);

  protected readonly speeds = SPEEDS;
  protected readonly scene = computed(() => sceneOf(this.view.racers()));
  protected readonly isPlaying = signal(false);
  /** Where the race stands still, or stood last. */
  protected readonly restedAt = linkedSignal(() =>
    Math.min(this.#at() ?? 0, this.scene().endSeconds),
  );
  protected readonly rows = computed(() => this.scene().at(this.restedAt()));
  protected readonly moment = computed(() => formatLapTime(this.restedAt()));
  protected readonly words = computed(
    () => `At ${this.moment()} of the race: ${sceneWords(this.rows())}`,
  );
  protected readonly isTableOpen = signal(false);
  protected readonly marks = computed(() =>
    this.marked().map((at) => `${(at / Math.max(1, this.scene().endSeconds)) * 100}%`),
  );
  readonly #at = computed(() => this.view.query().at);
  readonly #looks = computed(
    () => new Map(this.view.shown().map(({ racer, look }) => [racer, look as RowLook])),
  );

  private readonly canvas = viewChild.required<ElementRef<HTMLCanvasElement>>('canvas');
  private readonly slider = viewChild.required<ElementRef<HTMLInputElement>>('slider');
  private readonly thumb = viewChild.required<ElementRef<HTMLElement>>('thumb');
  readonly #isStill = matchMedia('(prefers-reduced-motion: reduce)');
  #stage: ReplayStage | null = null;
  #rest: ReturnType<typeof setTimeout> | undefined;
  /** The moment on its way into the address from here: its arrival moves nothing. */
  #toldAt = Number.NaN;

  constructor() {
    const ready = signal(false);
    afterNextRender(() => ready.set(true));
    effect((onCleanup) => {
      if (ready()) {
        const stage = this.#open(this.scene());
        onCleanup(() => stage.close());
      }
    });
    effect(() => {
      const [at] = [this.#at() ?? 0, ready(), this.scene()];
      untracked(() => this.#goTo(at));
    });
    effect(() => {
      const asked = this.view.asked();
      untracked(() => asked && this.#scrubTo(asked.at));
    });
    effect(() => {
      this.#colours();
      this.#looks();
      const speed = this.view.query().speed;
      if (this.#stage) this.#stage.player.speed = speed;
      this.#stage?.repaint();
    });
    inject(DestroyRef).onDestroy(() => clearTimeout(this.#rest));
  }

  protected toggle(): void {
    const player = this.#stage?.player;
    if (player?.isPlaying) player.pause();
    else player?.play();
    this.isPlaying.set(player?.isPlaying ?? false);
  }

  /** The slider was moved. */
  protected scrubbed(): void {
    this.#stage?.player.seek(Number(this.slider().nativeElement.value));
  }

  protected pressed(event: KeyboardEvent): void {
    const by = KEYS[event.key];
    const player = this.#stage?.player;
    if (by !== undefined && player && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      player.seek(player.at + by);
    }
  }

  protected setSpeed(speed: string): Promise<void> {
    return this.view.show({ speed: Number(speed) });
  }

  protected async save(): Promise<void> {
    const { nativeElement: drawn } = this.canvas();
    const race = this.#page.race();
    // While the race runs, the page's words stand at its last rest, and the picture does not.
    const moment = formatLapTime(this.#stage?.player.at ?? this.restedAt());
    const title = [race && raceTitle(race), `at ${moment}`].filter(Boolean).join(', ');
    const canvas = { drawn, widthPx: drawn.clientWidth };
    const picture = await framedPicture(canvas, title, KEY_OF_PICTURE, this.#colours());
    download(picture, `race at ${moment.replaceAll(':', '-')}.png`);
  }

  /** A link of the page leads to a moment: the race stands still there, and is seen. */
  #scrubTo(at: number): void {
    this.#pause();
    this.#stage?.player.seek(at);
    this.canvas().nativeElement.closest('section')?.scrollIntoView({ block: 'start' });
  }

  /** The address has another moment, and not because the race was scrubbed to it here. */
  #goTo(at: number): void {
    const player = this.#stage?.player;
    const isOurs = isSameMoment(at, this.#toldAt);
    if (player && isOurs) this.#toldAt = Number.NaN;
    if (player && !isOurs && !isSameMoment(player.at, at)) {
      this.#pause();
      player.seek(at);
    }
  }

  #pause(): void {
    if (this.#stage?.player.isPlaying) this.toggle();
  }

  #open(scene: RaceScene): ReplayStage {
    const parts = {
      canvas: this.canvas().nativeElement,
      slider: this.slider().nativeElement,
      thumb: this.thumb().nativeElement,
    };
    const stage = new ReplayStage(scene, parts, {
      colours: () => untracked(this.#colours),
      lookOf: (racer) => untracked(this.#looks).get(racer) ?? null,
      isStill: () => this.#isStill.matches,
      rested: (at) => this.#restedSoon(at),
    });
    this.#stage = stage;
    this.#toldAt = Number.NaN;
    stage.player.stepMs = this.#isStill.matches ? STEP_OF_STILL_MS : 0;
    stage.player.speed = untracked(() => this.view.query().speed);
    return stage;
  }

  #restedSoon(at: number): void {
    this.isPlaying.set(false);
    clearTimeout(this.#rest);
    this.#rest = setTimeout(() => {
      this.restedAt.set(at);
      if (isSameMoment(this.#at() ?? 0, at)) return;
      this.#toldAt = at;
      void this.view.show({ at });
    }, REST_MS);
  }
}
