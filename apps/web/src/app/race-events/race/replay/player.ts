/** A frame that took longer (a hidden tab, a sleeping phone) does not skip the race. */
const LONGEST_FRAME_MS = 250;

/** What a player moves. */
export interface Stage {
  /**
   * Draws a moment of the race. @param passedMs since the frame before
   * @returns whether something still moves that has to be drawn again, though the moment stays
   */
  draw(raceSeconds: number, passedMs: number): boolean;
  /** The race stands still: at a pause, at its end, or where it was scrubbed to. */
  rested(raceSeconds: number): void;
}

/** When frames are drawn: `requestAnimationFrame`, in tests something else. */
export interface Frames {
  request(frame: (nowMs: number) => void): number;
  cancel(handle: number): void;
}

/** Runs the clock of a race frame by frame; whoever looks on is told by the stage alone. */
export class ReplayPlayer {
  speed = 1;
  /** Milliseconds between two pictures while it plays; 0: as many as the screen shows. */
  stepMs = 0;
  #at = 0;
  #isPlaying = false;
  #handle: number | null = null;
  #lastMs: number | null = null;
  #waitedMs = 0;

  constructor(
    private readonly endSeconds: number,
    private readonly stage: Stage,
    private readonly frames: Frames,
  ) {}

  get at(): number {
    return this.#at;
  }

  get isPlaying(): boolean {
    return this.#isPlaying;
  }

  /** From the start where the race is at its end. */
  play(): void {
    if (this.#at >= this.endSeconds) {
      this.#at = 0;
    }
    this.#isPlaying = true;
    this.#waitedMs = this.stepMs;
    this.#next();
  }

  pause(): void {
    this.#isPlaying = false;
    this.#next();
    this.stage.rested(this.#at);
  }

  seek(raceSeconds: number): void {
    this.#at = Math.min(Math.max(0, raceSeconds), this.endSeconds);
    this.#waitedMs = this.stepMs;
    this.#next();
    if (!this.#isPlaying) {
      this.stage.rested(this.#at);
    }
  }

  /** Draws where it stands: colours or the room have changed. */
  redraw(): void {
    this.#waitedMs = this.stepMs;
    this.#next();
  }

  stop(): void {
    this.#isPlaying = false;
    if (this.#handle !== null) {
      this.frames.cancel(this.#handle);
      this.#handle = null;
    }
  }

  #next(): void {
    this.#handle ??= this.frames.request((nowMs) => this.#frame(nowMs));
  }

  #frame(nowMs: number): void {
    this.#handle = null;
    const passedMs = Math.min(nowMs - (this.#lastMs ?? nowMs), LONGEST_FRAME_MS);
    if (this.#isPlaying) {
      this.#at = Math.min(this.#at + (passedMs / 1000) * this.speed, this.endSeconds);
    }
    const isOver = this.#isPlaying && this.#at >= this.endSeconds;
    this.#waitedMs += passedMs;
    const isDue = isOver || this.#waitedMs >= this.stepMs;
    const isMoving = isDue && this.stage.draw(this.#at, this.#waitedMs);
    if (isDue) {
      this.#waitedMs = 0;
    }
    if (isOver) {
      this.pause();
    }
    const goesOn = this.#isPlaying || isMoving;
    // Who stands still has no frame before: the next one begins anew.
    this.#lastMs = goesOn ? nowMs : null;
    if (goesOn) {
      this.#next();
    }
  }
}
