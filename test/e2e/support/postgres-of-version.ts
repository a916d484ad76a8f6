import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';

/** Types of values in PostgreSQL's protocol. */
const TEXT = 25;

/**
 * A server that speaks as much of PostgreSQL's protocol as telling its version takes: it lets
 * everybody in and answers every question with its version.
 */
export async function listenAsPostgres(version: string): Promise<{ port: number; close(): void }> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    let isGreeted = false;
    socket.on('data', (data) => {
      if (!isGreeted) socket.write(Buffer.concat([message('R', int32(0)), READY]));
      else if (data[0] === 'Q'.charCodeAt(0)) socket.write(answer(version));
      isGreeted = true;
    });
    socket.on('error', () => {});
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as { port: number }).port,
    close: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}

function int16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeInt16BE(value);
  return bytes;
}

function message(type: string, ...parts: Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  return Buffer.concat([Buffer.from(type), int32(body.length + 4), body]);
}

const READY = message('Z', Buffer.from('I'));

/** One row that tells the version to whoever asks by SHOW or by version(). */
function answer(version: string): Buffer {
  const columns = ['server_version', 'version'].flatMap((name) => [
    Buffer.from(`${name}\0`),
    ...[int32(0), int16(0), int32(TEXT), int16(-1), int32(-1), int16(0)],
  ]);
  const value = Buffer.concat([int32(Buffer.byteLength(version)), Buffer.from(version)]);
  return Buffer.concat([
    message('T', int16(2), ...columns),
    message('D', int16(2), value, value),
    message('C', Buffer.from('SELECT 1\0')),
    READY,
  ]);
}
