// Ports, and waiting for what listens on them.
import { get } from 'node:http';
import { createServer } from 'node:net';

/** A port of 127.0.0.1 that nobody has just now. */
export async function findFreePort() {
  const probe = createServer();
  await listen(probe, 0, '127.0.0.1');
  const { port } = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

/** Undefined when `host:port` can be listened on; else the error's code, such as EADDRINUSE. */
export async function whyNotListen(port, host) {
  const probe = createServer();
  try {
    await listen(probe, port, host);
    await new Promise((resolve) => probe.close(resolve));
    return undefined;
  } catch (error) {
    return error.code;
  }
}

/** The status that a URL answers with, undefined when nothing does. */
export function statusOf(url, timeoutMs = 2_000) {
  return new Promise((resolve) => {
    const request = get(url, { timeout: timeoutMs, agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    request.once('timeout', () => request.destroy());
    request.once('error', () => resolve(undefined));
  });
}

function listen(server, port, host) {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
}
