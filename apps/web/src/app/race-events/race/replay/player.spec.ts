import { ReplayPlayer } from './player';

/** A screen whose frames come when they are asked for. */
class Screen {
  now = 0;
  frame: ((nowMs: number) => void) | null = null;

  request(frame: (nowMs: number) => void): number {
    this.frame = frame;
    return 1;
  }

  cancel(): void {
    this.frame = null;
  }

  show(passedMs: number): void {
    const frame = this.frame;
    this.frame = null;
    this.now += passedMs;
    frame?.(this.now);
  }
}

let screen: Screen;
let drawn: number[];
let rests: number[];
let isMoving: boolean;

function playerOf(endSeconds: number): ReplayPlayer {
  const stage = {
    draw: (at: number) => {
      drawn.push(at);
      return isMoving;
    },
    rested: (at: number) => void rests.push(at),
  };
  return new ReplayPlayer(endSeconds, stage, screen);
}

beforeEach(() => {
  screen = new Screen();
  [drawn, rests, isMoving] = [[], [], false];
});

describe('the player of a race', () => {
  it('goes on by the time that has passed, at its speed, and rests at the end', () => {
    const player = playerOf(3);
    player.speed = 10;
    player.play();
    screen.show(16);
    screen.show(100);
    expect(player.at).toBeCloseTo(1);
    expect(rests).toEqual([]);
    screen.show(100);
    screen.show(150);
    expect(player.at).toBe(3);
    expect(player.isPlaying).toBe(false);
    expect(rests).toEqual([3]);
    expect(drawn.at(-1)).toBe(3);
  });

  it('does not skip the race while its tab was hidden', () => {
    const player = playerOf(100);
    player.play();
    screen.show(16);
    screen.show(60_000);
    expect(player.at).toBeLessThanOrEqual(0.25);
  });

  it('draws nothing while it stands still, but for what is on its way', () => {
    const player = playerOf(100);
    player.seek(20);
    isMoving = true;
    screen.show(16);
    expect(screen.frame).not.toBeNull();
    isMoving = false;
    screen.show(16);
    expect(screen.frame).toBeNull();
    expect(drawn).toEqual([20, 20]);
  });

  it('scrubs within the race alone', () => {
    const player = playerOf(100);
    player.seek(Infinity);
    player.seek(-5);
    expect(rests).toEqual([100, 0]);
  });

  it('starts anew when it is played at its end', () => {
    const player = playerOf(100);
    player.seek(100);
    player.play();
    expect(player.at).toBe(0);
  });

  it('shows a picture a second where less motion is wanted', () => {
    const player = playerOf(100);
    player.stepMs = 1000;
    player.play();
    for (let frame = 0; frame < 41; frame += 1) screen.show(50);
    expect(drawn).toHaveLength(3);
    expect(player.at).toBeCloseTo(2);
  });
});
