import {
  Inject,
  Injectable,
  Logger,
  type OnModuleDestroy,
  type OnModuleInit,
} from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { concatMap, interval, merge, type Subscription } from 'rxjs';
import {
  ACCESS_ENDS,
  ACCOUNTS_OPTIONS,
  type AccountsOptions,
  CurrentAccess,
  type Principal,
  SAID_AGAIN_MS,
  StreamPlaces,
} from '@trackside/accounts';
import { DatabaseBus } from '@trackside/database';

interface OpenStream {
  principal: Principal;
  end: () => void;
}

/** Streams of callers who are known: each has a place, and ends when its caller's access does. */
@Injectable()
export class OpenStreams implements OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger(OpenStreams.name);
  private readonly open = new Set<OpenStream>();
  private watching: Subscription | undefined;

  constructor(
    private readonly places: StreamPlaces,
    private readonly access: CurrentAccess,
    private readonly bus: DatabaseBus,
    @Inject(ACCOUNTS_OPTIONS) private readonly options: AccountsOptions,
  ) {}

  onModuleInit(): void {
    if (!this.options.signInRequired) return;
    this.watching = merge(this.bus.listen(ACCESS_ENDS), interval(SAID_AGAIN_MS))
      .pipe(concatMap(() => this.look().catch((error: unknown) => this.logger.debug(error))))
      .subscribe();
  }

  onModuleDestroy(): void {
    this.watching?.unsubscribe();
  }

  /** @throws TooManyStreamsError */
  async enter(principal: Principal, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    if (principal.by.kind === 'local' || request.method === 'HEAD') return;
    const giveBack = await this.places.take(principal.userId);
    const response = reply.raw;
    const stream = { principal, end: () => void response.destroy() };
    this.open.add(stream);
    const leave = (): void => {
      this.open.delete(stream);
      giveBack();
    };
    // The client may have left while the place was looked for.
    if (response.destroyed) leave();
    else response.once('close', leave);
  }

  /** Ends the streams of callers whose access has ended, and says that the others are open. */
  private async look(): Promise<void> {
    if (this.open.size === 0) return;
    const callers = Array.from(this.open, ({ principal }) => principal);
    const ended = await this.access.findEnded(callers);
    for (const stream of this.open) if (ended.has(stream.principal)) stream.end();
    await this.places.sayAgain();
  }
}
