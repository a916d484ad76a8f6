import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { Subject } from 'rxjs';
import { LivercSwitch, SwitchFixedError } from '../src/index.js';

type Parts = ConstructorParameters<typeof LivercSwitch>;

/** The switch among fakes that write down what is asked of them. */
class Rig {
  stored = { enabled: true, switchedAt: null as Date | null };
  readonly told = new Subject<string | null>();
  readonly done: string[] = [];
  state: 'ok' | 'disabled' = 'ok';
  /** What looking at the row waits for. */
  hold: Promise<void> = Promise.resolve();
  fails = false;

  switch(mayAsk = true): LivercSwitch {
    const store = {
      find: async () => {
        if (this.fails) throw new Error('the database is away');
        const seen = this.stored;
        await this.hold;
        return seen;
      },
      turn: async (enabled: boolean) => void (this.stored = { enabled, switchedAt: new Date(0) }),
    };
    const scraper = {
      health: () => ({ state: this.state }),
      setEnabled: (enabled: boolean, at?: Date) => {
        this.state = enabled ? 'ok' : 'disabled';
        this.done.push(`${enabled ? 'ask' : 'ask nothing'} ${at?.getTime() ?? ''}`.trim());
      },
    };
    const queue = { pause: () => this.done.push('pause'), resume: () => this.done.push('resume') };
    const bus = { listen: () => this.told };
    const parts = [store, scraper, queue, bus, { mayAsk }] as unknown as Parts;
    return new LivercSwitch(...parts);
  }
}

describe('the switch of LiveRC', () => {
  let rig: Rig;
  let livercSwitch: LivercSwitch;

  beforeAll(() => Logger.overrideLogger(false));

  beforeEach(() => {
    jest.useFakeTimers();
    rig = new Rig();
  });

  afterEach(() => {
    livercSwitch.onModuleDestroy();
    jest.useRealTimers();
  });

  const start = async (mayAsk?: boolean): Promise<void> => {
    livercSwitch = rig.switch(mayAsk);
    await livercSwitch.onModuleInit();
    rig.done.length = 0;
  };

  it('pauses the jobs before it refuses their pages', async () => {
    await start();
    await livercSwitch.turn(false, 'local');
    expect(rig.done).toEqual(['pause', 'ask nothing 0']);
    expect(livercSwitch.disabledBy).toBe('switch');
  });

  it('is looked at when a message comes', async () => {
    await start();
    rig.stored = { enabled: false, switchedAt: new Date(7) };
    rig.told.next('');
    await jest.advanceTimersByTimeAsync(0);
    expect(rig.done).toEqual(['pause', 'ask nothing 7']);
  });

  it('is looked at within 30 s where no message comes, also after looks that failed', async () => {
    await start();
    rig.fails = true;
    await jest.advanceTimersByTimeAsync(60_000);
    rig.fails = false;
    rig.stored = { enabled: false, switchedAt: new Date(7) };
    await jest.advanceTimersByTimeAsync(30_000);
    expect(rig.state).toBe('disabled');
  });

  it('is obeyed as it stands last, whichever look ends first', async () => {
    await start();
    let goOn = (): void => {};
    rig.hold = new Promise((resolve) => (goOn = resolve));
    rig.told.next('');
    await jest.advanceTimersByTimeAsync(0);
    const turned = livercSwitch.turn(false, 'local');
    await jest.advanceTimersByTimeAsync(0);
    goOn();
    await turned;
    expect(rig.state).toBe('disabled');
  });

  it('stops a start at which it can not be looked at', async () => {
    rig.fails = true;
    livercSwitch = rig.switch();
    await expect(livercSwitch.onModuleInit()).rejects.toThrow('the database is away');
  });

  it('leaves all as the environment wants it where that says no', async () => {
    rig.state = 'disabled';
    await start(false);
    rig.told.next('');
    await jest.advanceTimersByTimeAsync(60_000);
    await expect(livercSwitch.turn(true, 'local')).rejects.toBeInstanceOf(SwitchFixedError);
    expect(rig.done).toEqual([]);
    expect(livercSwitch.disabledBy).toBe('environment');
  });
});
