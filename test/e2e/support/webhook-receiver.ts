import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook as Verifier } from 'standardwebhooks';
import type { WebhookMessage } from '@trackside/contracts';

/** What a receiver was sent. */
export interface Received {
  headers: IncomingHttpHeaders;
  body: string;
  path: string;
}

/** Answers a request with a status, or not at all. */
export type Behaviour = (received: Received) => number | 'hangs' | { redirectTo: string };

/** Somebody’s program that waits for webhooks. */
export class WebhookReceiver {
  readonly received: Received[] = [];
  behaviour: Behaviour = () => 204;
  private server: Server;

  async start(): Promise<void> {
    this.server = createServer((request, response) => {
      let body = '';
      request.on('data', (part) => (body += String(part)));
      request.on('end', () => {
        const received = { headers: request.headers, body, path: request.url ?? '' };
        this.received.push(received);
        const answer = this.behaviour(received);
        if (answer === 'hangs') return;
        if (typeof answer === 'number') response.writeHead(answer).end();
        else response.writeHead(307, { location: answer.redirectTo }).end();
      });
    });
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/hook`;
  }

  forget(): void {
    this.received.length = 0;
    this.behaviour = () => 204;
  }

  /** What was sent, as the library of Standard Webhooks verifies it. */
  verified(secret: string): WebhookMessage[] {
    const verifier = new Verifier(secret);
    return this.received.map(
      ({ body, headers }) =>
        verifier.verify(body, headers as Record<string, string>) as WebhookMessage,
    );
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }
}
