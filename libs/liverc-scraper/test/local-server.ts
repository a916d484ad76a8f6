import http from 'node:http';
import net, { type AddressInfo, type Socket } from 'node:net';

/** A server on the loopback address that misbehaves as a test wants. */
export interface LocalServer {
  /** `http://127.0.0.1:port` */
  url: string;
  port: number;
  /** Paths with query asked for, in order; empty for a raw server. */
  paths: string[];
  /** Connections that are open now. */
  sockets: Set<Socket>;
  /** Connections opened so far. */
  connections(): number;
  /** Most requests that were unanswered at the same time. */
  peak(): number;
  close(): Promise<void>;
}

/** Answers HTTP requests with `answer`. */
export async function serve(
  answer: (request: http.IncomingMessage, response: http.ServerResponse) => void,
): Promise<LocalServer> {
  const paths: string[] = [];
  let open = 0;
  let peak = 0;
  const server = http.createServer((request, response) => {
    paths.push(request.url!);
    peak = Math.max(peak, ++open);
    response.once('close', () => open--);
    answer(request, response);
  });
  return start(server, paths, () => peak);
}

/** Answers every connection's first bytes with `answer`, without any HTTP of its own. */
export async function serveRaw(answer: (socket: Socket) => void): Promise<LocalServer> {
  const server = net.createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => answer(socket));
  });
  return start(server, [], () => 0);
}

/** Sends a page as LiveRC would. */
export function sendPage(response: http.ServerResponse, html = '<title>a page</title>'): void {
  response.writeHead(200, { 'content-type': 'text/html; charset=UTF-8' }).end(html);
}

/** Resolves when `condition` holds; rejects after `withinMs`. */
export async function until(condition: () => boolean, withinMs = 2000): Promise<void> {
  const end = Date.now() + withinMs;
  while (!condition()) {
    if (Date.now() > end) throw new Error(`not within ${withinMs} ms: ${condition}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

async function start(
  server: net.Server,
  paths: string[],
  peak: () => number,
): Promise<LocalServer> {
  const sockets = new Set<Socket>();
  let connections = 0;
  server.on('connection', (socket: Socket) => {
    connections++;
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = () => {
    for (const socket of sockets) socket.destroy();
    return new Promise<void>((resolve) => server.close(() => resolve()));
  };
  const url = `http://127.0.0.1:${port}`;
  return { url, port, paths, sockets, connections: () => connections, peak, close };
}
