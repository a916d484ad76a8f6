import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Where the block of the first month ends; -1 before it has come. */
function endOfFirstMonth(text: string): number {
  const [block] = /event: month\n[\s\S]*?\n\n/.exec(text) ?? [];
  return block === undefined ? -1 : text.indexOf(block) + block.length;
}

/** Stands between clients and a server, and cuts a stream after its first month. */
export class CuttingRelay {
  /** Cursors with which clients have come back. */
  readonly resumed: string[] = [];
  private readonly server: Server;

  constructor(private readonly to: () => string) {
    this.server = createServer((asked, answer) => {
      const resumesFrom = asked.headers['last-event-id'];
      if (resumesFrom) this.resumed.push(String(resumesFrom));
      const isCut = !resumesFrom && /discover-range\/stream/.test(asked.url ?? '');
      const { method, headers } = asked;
      const passed = request(`${this.to()}${asked.url}`, { method, headers }, (given) => {
        answer.writeHead(given.statusCode!, given.headers);
        let before = '';
        given.on('data', (chunk: Buffer) => {
          const text = isCut ? before + chunk.toString() : '';
          const end = isCut ? endOfFirstMonth(text) : -1;
          if (end === -1) {
            before = text;
            answer.write(chunk);
            return;
          }
          given.pause();
          answer.write(text.slice(before.length, end), () => answer.destroy());
        });
        given.on('end', () => answer.end());
        given.on('error', () => answer.destroy());
      });
      passed.on('error', () => answer.destroy());
      answer.on('close', () => passed.destroy());
      asked.pipe(passed);
    });
  }

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
