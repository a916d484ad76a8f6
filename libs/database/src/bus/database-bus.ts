import { type BeforeApplicationShutdown, Logger } from '@nestjs/common';
import { defer, finalize, type Observable, startWith, Subject } from 'rxjs';
import { type ChannelName, checkChannel } from './channel.js';
import { LastingConnection } from './lasting-connection.js';

/** What one channel's followers are told with. */
interface Line {
  readonly told: Subject<string | null>;
  followers: number;
  /** Whether PostgreSQL has confirmed that it passes the channel's messages on to us. */
  isListening: boolean;
}

/**
 * Messages from whichever process to all others, by PostgreSQL's NOTIFY; `tell` sends them. One
 * connection for the whole process, made when somebody listens for the first time. A message is a
 * hint that comes soon, nothing to rely on: who listens looks at the rows, when told and now and then.
 */
export class DatabaseBus implements BeforeApplicationShutdown {
  private readonly logger = new Logger(DatabaseBus.name);
  private readonly lines = new Map<string, Line>();
  private readonly connection: LastingConnection;
  private readonly again = new Subject<void>();
  /** Which of the connections since the start is there; null while none is. */
  private present: number | null = null;
  private made = 0;
  private presentBackend: number | null = null;
  private wasLost = false;

  /** @param url of a server, or of a pooler that keeps one session for one client */
  constructor(url: string) {
    this.connection = new LastingConnection(url, {
      connected: (backend) => this.begin(backend),
      lost: (reason) => this.lose(reason),
      notified: (channel, payload) => this.pass(channel, payload),
    });
  }

  /** Whether messages come at the moment; false as well while nobody listens to anything. */
  get isConnected(): boolean {
    return this.present !== null;
  }

  /**
   * The connection's number in `pg_stat_activity`: it is there for as long as this process lives and is
   * connected. Null while it is not, or not yet.
   */
  get backend(): number | null {
    return this.presentBackend;
  }

  /** Emits when a connection that was lost is there again: messages were missed meanwhile. */
  get connectedAgain(): Observable<void> {
    return this.again.asObservable();
  }

  /**
   * The messages of a channel, in the order in which they were committed, for as long as somebody
   * subscribes. A null says that listening begins, now or again: what was told before was missed, so
   * that it is time to look at the rows. Never fails; completes when the process stops.
   *
   * @throws Error when the name can't be a channel's
   */
  listen(channel: ChannelName): Observable<string | null> {
    checkChannel(channel);
    return defer(() => {
      const line = this.join(channel);
      const messages = line.isListening ? line.told.pipe(startWith(null)) : line.told;
      return messages.pipe(finalize(() => this.leave(channel, line)));
    });
  }

  /** Comes after those who listen were told to stop. */
  async beforeApplicationShutdown(): Promise<void> {
    this.present = null;
    for (const { told } of [...this.lines.values()]) told.complete();
    this.again.complete();
    await this.connection.close();
  }

  private join(channel: ChannelName): Line {
    const known = this.lines.get(channel);
    const line = known ?? { told: new Subject(), followers: 0, isListening: false };
    line.followers += 1;
    if (known) return known;
    this.lines.set(channel, line);
    if (this.isConnected) void this.beginListening(channel, line);
    this.connection.open();
    return line;
  }

  private leave(channel: ChannelName, line: Line): void {
    line.followers -= 1;
    if (line.followers > 0) return;
    this.lines.delete(channel);
    if (this.isConnected) void this.connection.say(`UNLISTEN ${channel}`);
  }

  private begin(backend: number): void {
    this.present = ++this.made;
    this.presentBackend = backend;
    for (const [channel, line] of this.lines) void this.beginListening(channel, line);
    if (!this.wasLost) return;
    this.wasLost = false;
    this.logger.log('messages of other processes come again');
    this.again.next();
  }

  private async beginListening(channel: string, line: Line): Promise<void> {
    const { present } = this;
    const isDone = await this.connection.say(`LISTEN ${channel}`);
    if (!isDone || this.present !== present || this.lines.get(channel) !== line) return;
    line.isListening = true;
    line.told.next(null);
  }

  /** What comes before the null belongs to those who have left; the null stands for it. */
  private pass(channel: string, payload: string): void {
    const line = this.lines.get(channel);
    if (line?.isListening) line.told.next(payload);
  }

  private lose(reason: string): void {
    this.present = null;
    this.presentBackend = null;
    for (const line of this.lines.values()) line.isListening = false;
    if (this.wasLost) return;
    this.wasLost = true;
    this.logger.warn(`messages of other processes don't come: ${reason}`);
  }
}
