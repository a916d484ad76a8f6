import type { ChartColours } from '../../../charts/chart-colours';
import { formatAxisTime } from '../../../laps/lap-time';
import type { Racer } from '../racers';
import { ReplayPicture, type RowLook } from './picture';
import { ReplayPlayer, type Stage } from './player';
import type { RaceScene } from './scene';

/** More dots are work that nobody sees. */
const MOST_DOTS_PER_PIXEL = 2;
/** Who does not see the clock asks the slider; while the race runs it is set so often. */
const TOLD_MS = 1000;

/** The thumb stays within the slider, which is as wide as the canvas. */
const THUMB_PX = 20;

export interface StageParts {
  readonly canvas: HTMLCanvasElement;
  /** Invisible over its thumb: a browser lays out its own thumb anew whenever it moves. */
  readonly slider: HTMLInputElement;
  readonly thumb: HTMLElement;
}

/** What is asked for with each frame, and who is told of a rest. */
export interface StageSettings {
  readonly colours: () => ChartColours;
  readonly lookOf: (racer: Racer) => RowLook | null;
  readonly isStill: () => boolean;
  readonly rested: (raceSeconds: number) => void;
}

/** The canvas and the slider of a race, moved by its player. */
export class ReplayStage implements Stage {
  readonly player: ReplayPlayer;
  readonly #picture: ReplayPicture;
  readonly #context: CanvasRenderingContext2D;
  readonly #observer: ResizeObserver;
  #sliderPx = 0;
  #toldMs = 0;

  constructor(
    private readonly scene: RaceScene,
    private readonly parts: StageParts,
    private readonly settings: StageSettings,
  ) {
    this.#context = parts.canvas.getContext('2d') as CanvasRenderingContext2D;
    this.#picture = new ReplayPicture(scene);
    this.player = new ReplayPlayer(scene.endSeconds, this, {
      request: (frame) => requestAnimationFrame(frame),
      cancel: (handle) => cancelAnimationFrame(handle),
    });
    this.#observer = new ResizeObserver(([entry]) => {
      if (entry) this.#resize(entry.contentRect.width);
    });
    this.#observer.observe(parts.canvas);
  }

  draw(raceSeconds: number, passedMs: number): boolean {
    this.#toldMs += passedMs;
    if (this.#toldMs >= TOLD_MS) this.#tell(raceSeconds);
    const share = this.scene.endSeconds > 0 ? raceSeconds / this.scene.endSeconds : 0;
    this.parts.thumb.style.transform = `translateX(${(share * this.#sliderPx).toFixed(1)}px)`;
    return this.#picture.draw(this.#context, {
      raceSeconds,
      passedMs,
      speed: this.player.speed,
      colours: this.settings.colours(),
      lookOf: this.settings.lookOf,
      isStill: this.settings.isStill(),
    });
  }

  rested(raceSeconds: number): void {
    this.#tell(raceSeconds);
    this.settings.rested(raceSeconds);
  }

  /** Colours or looks have changed. */
  repaint(): void {
    this.#picture.forget();
    this.player.redraw();
  }

  close(): void {
    this.#observer.disconnect();
    this.player.stop();
  }

  #tell(raceSeconds: number): void {
    this.#toldMs = 0;
    const { slider } = this.parts;
    slider.value = String(raceSeconds);
    slider.setAttribute('aria-valuetext', formatAxisTime(raceSeconds, 0.1));
  }

  #resize(width: number): void {
    const { canvas } = this.parts;
    const dots = Math.min(MOST_DOTS_PER_PIXEL, devicePixelRatio);
    this.#sliderPx = width - THUMB_PX;
    canvas.width = Math.round(width * dots);
    canvas.height = Math.round(this.#picture.heightPx * dots);
    this.#context.setTransform(dots, 0, 0, dots, 0, 0);
    this.#picture.resize(this.#context, width);
    this.player.redraw();
  }
}
