// Ports, and waiting for what listens on them.
import { get } from 'node:http';
import { connect, createServer } from 'node:net';
import { listenAddress } from './environment.mjs';
import { UserError, say } from './say.mjs';

/** A copy that was just stopped may hold its port a moment longer. */
const PORT_PATIENCE_MS = 4_000;
/** After this long a start says that it still is one. */
export const STILL_STARTING_MS = 5_000;

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

/** True as soon as the URL answers with 200; false when the process ends before that. */
export async function untilAnswered(url, child, name) {
  let ended = false;
  void child.exited.then(() => (ended = true));
  let saidAt = Date.now();
  while (!ended) {
    if ((await statusOf(url)) === 200) return true;
    if (Date.now() - saidAt > STILL_STARTING_MS) {
      say(`${name} is still starting …`);
      saidAt = Date.now();
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return false;
}

/** True as soon as something takes connections there; false when the process ends before that. */
export async function untilListening({ hostname, port }, child) {
  let ended = false;
  void child.exited.then(() => (ended = true));
  while (!ended) {
    if (await takesConnections(hostname.replace(/^\[|\]$/g, ''), Number(port))) return true;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return false;
}

/** Waits a little for the port that the API is to have; refuses when it stays taken. */
export async function requireFreePort() {
  const { host, port } = listenAddress();
  if (port === undefined) return;
  const deadline = Date.now() + PORT_PATIENCE_MS;
  let reason = await whyNotListen(port, host);
  if (reason === 'EADDRINUSE') say(`Port ${port} is taken; waiting a moment for it to be free …`);
  while (reason === 'EADDRINUSE' && Date.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, 200));
    reason = await whyNotListen(port, host);
  }
  if (reason === 'EADDRINUSE') {
    throw new UserError(
      `Port ${port} of ${host} is taken by another program. Stop that one, or choose another ` +
        `port: PORT=${port + 1} npm start (and DATA_DIR=… for a second copy of Trackside).`,
    );
  }
  if (reason) {
    throw new UserError(`Can't listen on ${host}:${port} (${reason}). Set HOST and PORT.`);
  }
}

function takesConnections(host, port) {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    socket.once('error', () => resolve(false));
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
  });
}

function listen(server, port, host) {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
}
