import {
  Inject,
  Injectable,
  Logger,
  type OnModuleDestroy,
  type OnModuleInit,
} from '@nestjs/common';
import { concatMap, interval, merge, type Subscription } from 'rxjs';
import { DatabaseBus } from '@trackside/database';
import { JobQueue } from '@trackside/jobs';
import { LivercScraper } from '@trackside/liverc-scraper';
import { LIVERC_PERMISSION_OPTIONS, type LivercPermissionOptions } from '../options.js';
import { SWITCH_TURNED, SwitchStore } from './switch-store.js';

/** How late a process may be that was not told. */
const LOOK_EVERY_MS = 15_000;

/** The environment has switched LiveRC off: nobody can switch it on from here. */
export class SwitchFixedError extends Error {
  readonly code = 'CONFLICT';

  constructor() {
    super(
      'LIVERC_ENABLED=false in the environment keeps requests to LiveRC switched off, whatever is ' +
        'stored: start without it, and the switch decides again',
    );
    this.name = 'SwitchFixedError';
  }
}

/**
 * Whether LiveRC may be asked, for all processes. Off, no request leaves, those under way are aborted,
 * and jobs wait; each process obeys as soon as it is told, and within seconds if it was not. The
 * environment's no is stronger.
 */
@Injectable()
export class LivercSwitch implements OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger(LivercSwitch.name);
  /** Looks come one after the other: an earlier one must not be obeyed after a later one. */
  private looking: Promise<void> = Promise.resolve();
  private watching: Subscription | undefined;

  constructor(
    private readonly store: SwitchStore,
    private readonly scraper: LivercScraper,
    private readonly queue: JobQueue,
    private readonly bus: DatabaseBus,
    @Inject(LIVERC_PERMISSION_OPTIONS) private readonly options: LivercPermissionOptions,
  ) {}

  /** Before anything asks for a page: whoever starts while the switch is off asks nothing. */
  async onModuleInit(): Promise<void> {
    await this.look();
    this.watching = merge(this.bus.listen(SWITCH_TURNED), interval(LOOK_EVERY_MS))
      .pipe(concatMap(() => this.look().catch((error: unknown) => this.logger.debug(error))))
      .subscribe();
  }

  onModuleDestroy(): void {
    this.watching?.unsubscribe();
  }

  /** Who keeps LiveRC from being asked; null when it may be asked. */
  get disabledBy(): 'environment' | 'switch' | null {
    if (!this.options.mayAsk) return 'environment';
    return this.scraper.health().state === 'disabled' ? 'switch' : null;
  }

  /**
   * Turns it for all processes; this one obeys before the promise resolves.
   *
   * @throws SwitchFixedError when the environment decides
   */
  async turn(enabled: boolean, userId: string): Promise<void> {
    if (!this.options.mayAsk) throw new SwitchFixedError();
    await this.store.turn(enabled, userId);
    await this.look();
  }

  /** Obeys what is stored now. */
  look(): Promise<void> {
    this.looking = this.looking.catch(() => {}).then(() => this.lookOnce());
    return this.looking;
  }

  private async lookOnce(): Promise<void> {
    if (!this.options.mayAsk) return;
    const { enabled, switchedAt } = await this.store.find();
    const wasEnabled = this.scraper.health().state !== 'disabled';
    if (enabled) {
      this.scraper.setEnabled(true);
      this.queue.resume();
    } else {
      // First the jobs, so that none takes a page that is refused for a failure of its own.
      this.queue.pause();
      this.scraper.setEnabled(false, switchedAt ?? undefined);
    }
    if (enabled === wasEnabled) return;
    this.logger.log(`requests to LiveRC are switched ${enabled ? 'on' : 'off'}`);
  }
}
