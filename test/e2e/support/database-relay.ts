import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** What PgBouncer takes of a client that connects; it refuses everything else. */
const TAKEN = new Set([
  ...['user', 'database', 'client_encoding', 'application_name', 'DateStyle', 'TimeZone'],
  ...['standard_conforming_strings', 'datestyle', 'timezone'],
]);

/** Stands between a client and PostgreSQL, as a pooler or a network does. */
export class DatabaseRelay {
  /** Start-up parameters that PgBouncer would have refused. */
  readonly refused = new Set<string>();
  /** Connections made so far. */
  connections = 0;
  /** Nothing passes any more, and nobody is told. */
  isFrozen = false;
  /** What those called themselves who came while the database was gone. */
  turnedAway: string[] = [];
  private isGone = false;
  private readonly sockets = new Set<Socket>();

  private constructor(
    private readonly target: URL,
    private readonly server: Server,
  ) {}

  /** @param port any free one, if left out */
  static async to(databaseUrl: string, port = 0): Promise<DatabaseRelay> {
    const server = createServer();
    const relay = new DatabaseRelay(new URL(databaseUrl), server);
    server.on('connection', (client) => relay.pass(client));
    await once(server.listen(port, '127.0.0.1'), 'listening');
    return relay;
  }

  get url(): string {
    const url = new URL(this.target);
    url.host = `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    return url.href;
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** Nothing passes until `release`, and nothing is lost meanwhile. */
  hold(): void {
    for (const socket of this.sockets) socket.pause();
  }

  release(): void {
    for (const socket of this.sockets) socket.resume();
  }

  /** All connections are cut, and nobody gets a new one. */
  goAway(): void {
    this.isGone = true;
    for (const socket of this.sockets) socket.destroy();
  }

  comeBack(): void {
    this.isGone = false;
  }

  private pass(client: Socket): void {
    if (this.isGone) return this.turnAway(client);
    this.connections += 1;
    const upstream = connect(Number(this.target.port || 5432), this.target.hostname);
    client.once('data', (first) => this.look(first));
    this.link(client, upstream);
    this.link(upstream, client);
  }

  private turnAway(client: Socket): void {
    client.on('error', () => undefined);
    client.once('data', (first) => {
      const words = first.toString('utf8', 8).split('\0');
      this.turnedAway.push(words[words.indexOf('application_name') + 1]!);
      client.destroy();
    });
  }

  private link(from: Socket, to: Socket): void {
    this.sockets.add(from);
    from.on('data', (bytes) => {
      if (!this.isFrozen) to.write(bytes);
    });
    from.on('error', () => to.destroy());
    from.on('close', () => {
      this.sockets.delete(from);
      if (!this.isFrozen) to.destroy();
    });
  }

  /** Names and values of a start-up message, after its length and version. */
  private look(message: Buffer): void {
    const words = message.toString('utf8', 8).split('\0');
    for (let at = 0; words[at]; at += 2) {
      if (!TAKEN.has(words[at]!)) this.refused.add(words[at]!);
    }
  }
}
