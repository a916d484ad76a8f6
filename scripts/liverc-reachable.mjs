// Is LiveRC there? Asked once, at start, by `npm start` alone.
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { connect as connectTls } from 'node:tls';
import { proxyFor, proxySettings } from './proxy.mjs';

const TIMEOUT_MS = 3_000;
const SECOND_AFTER_MS = 1_500;
const MAIN_SITE = 'https://liverc.com/';
/** A proxy says so when it is the one that could not go on. */
const PROXY_FAILURES = new Set([407, 502, 503, 504]);

/**
 * Null when LiveRC's catalogue, or failing that its main site, answers anything at all within three
 * seconds; else a sentence that says so and names the proxy, where there is one. The main site is
 * only asked when the catalogue is slow or fails.
 */
export async function whyLivercIsUnreachable(catalogueUrl, proxies = proxySettings()) {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), TIMEOUT_MS);
  const asking = { signal: controller.signal, proxies, silentProxy: null };
  const first = answers(catalogueUrl, asking);
  const second = Promise.race([first, pause(SECOND_AFTER_MS, controller.signal)]).then(
    (answered) => answered === true || answers(MAIN_SITE, asking),
  );
  try {
    await Promise.any([trueOnly(first), trueOnly(second)]);
    return null;
  } catch {
    return sentence(proxyFor(new URL(catalogueUrl), proxies), asking.silentProxy);
  } finally {
    clearTimeout(timer);
    controller.abort();
  }
}

function sentence(proxy, silentProxy) {
  if (silentProxy) return `The proxy ${silentProxy} did not answer, so LiveRC could not be reached`;
  if (proxy) return `LiveRC could not be reached through the proxy ${new URL(proxy).host}`;
  return 'LiveRC could not be reached';
}

async function trueOnly(promise) {
  if (await promise) return true;
  throw new Error('no answer');
}

async function answers(address, asking) {
  const url = new URL(address);
  const proxy = proxyFor(url, asking.proxies);
  const headers = { 'User-Agent': 'Trackside (start-up check)' };
  const options = { method: 'HEAD', headers, signal: asking.signal, agent: false };
  if (!proxy) return isAnswered(send(url, options));
  if (url.protocol === 'https:') {
    const socket = await tunnel(url, new URL(proxy), asking);
    if (!socket) return false;
    const createConnection = () => connectTls({ socket, servername: url.hostname });
    return isAnswered(send(url, { ...options, agent: undefined, createConnection }));
  }
  const asked = { ...headers, Host: url.host, ...authorization(new URL(proxy)) };
  const request = send(new URL(proxy), { ...options, path: url.href, headers: asked });
  noteSilence(request, proxy, asking);
  return isAnswered(request, (status) => !PROXY_FAILURES.has(status));
}

/** A connection to the host by way of the proxy; null when the proxy makes none. */
function tunnel(url, proxy, asking) {
  const target = `${url.hostname}:${url.port || 443}`;
  const headers = { Host: target, ...authorization(proxy) };
  const { signal } = asking;
  const request = send(proxy, { method: 'CONNECT', path: target, headers, signal, agent: false });
  noteSilence(request, proxy.href, asking);
  return new Promise((resolve) => {
    request.once('connect', ({ statusCode }, socket) => {
      if (statusCode === 200) return resolve(socket);
      socket.destroy();
      resolve(null);
    });
    request.once('response', () => resolve(null));
    request.once('error', () => resolve(null));
    request.end();
  });
}

function authorization({ username, password }) {
  if (!username && !password) return {};
  const who = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { 'Proxy-Authorization': `Basic ${Buffer.from(who).toString('base64')}` };
}

/** Remembers a proxy that could not even be asked. */
function noteSilence(request, proxy, asking) {
  let heard = false;
  for (const event of ['connect', 'response']) request.once(event, () => (heard = true));
  request.once('error', () => {
    if (!heard) asking.silentProxy = new URL(proxy).host;
  });
}

function send(url, options) {
  return (url.protocol === 'http:' ? httpRequest : httpsRequest)(url, options);
}

function isAnswered(request, counts = () => true) {
  return new Promise((resolve) => {
    request.once('response', (response) => {
      response.resume();
      resolve(counts(response.statusCode));
    });
    request.once('error', () => resolve(false));
    request.end();
  });
}

function pause(durationMs, signal) {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, durationMs);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve(undefined);
    });
  });
}
