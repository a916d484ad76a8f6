import { once } from 'node:events';
import http from 'node:http';
import net, { type AddressInfo, type Socket } from 'node:net';

/** A proxy on the loopback address that leads every host to the same server. */
export interface LocalProxy {
  /** With a user and a password. */
  url: string;
  /** What it was asked, in order: method and target, and as whom. */
  asked: { target: string; authorization: string | undefined }[];
  /** Connections that are open now. */
  sockets: Set<Socket>;
  close(): Promise<void>;
}

/**
 * @param port of the server that stands for every host
 * @param answer what is said to each request instead of passing it on
 */
export async function startProxy(
  port: number,
  answer: { status: number } | 'hang' | null = null,
): Promise<LocalProxy> {
  const asked: LocalProxy['asked'] = [];
  const sockets = new Set<Socket>();
  const note = ({ method, url, headers }: http.IncomingMessage) => {
    const authorization = headers['proxy-authorization'];
    asked.push({ target: `${method} ${url}`, authorization });
  };
  const server = http.createServer((request, response) => {
    note(request);
    if (answer === 'hang') return;
    if (answer) return void response.writeHead(answer.status).end('no');
    const { pathname, search } = new URL(request.url!);
    const headers = { ...request.headers, connection: 'close' };
    const passed = { host: '127.0.0.1', port, path: pathname + search, headers, agent: false };
    http
      .get(passed, (page) => {
        const { connection: _, ...kept } = page.headers;
        response.writeHead(page.statusCode!, kept);
        page.pipe(response);
      })
      .on('error', () => response.destroy());
  });
  server.on('connect', (request, socket: Socket) => {
    note(request);
    socket.on('error', () => undefined);
    if (answer === 'hang') return;
    if (answer) return void socket.end(`HTTP/1.1 ${answer.status} No\r\n\r\n`);
    const inside = net.connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      inside.pipe(socket).pipe(inside);
    });
    inside.on('error', () => socket.destroy());
    socket.once('close', () => inside.destroy());
  });
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const url = `http://me:s3cret@127.0.0.1:${(server.address() as AddressInfo).port}`;
  const close = async () => {
    for (const socket of sockets) socket.destroy();
    server.close();
    await once(server, 'close');
  };
  return { url, asked, sockets, close };
}
