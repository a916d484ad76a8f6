// Is LiveRC there? Asked once, at start, by `npm start` alone.
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';

const TIMEOUT_MS = 3_000;
const SECOND_AFTER_MS = 1_500;

/**
 * True when LiveRC's catalogue, or failing that its main site, answers anything at all within three
 * seconds. The main site is only asked when the catalogue is slow or fails.
 */
export async function isLivercReachable(catalogueUrl) {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), TIMEOUT_MS);
  const first = answers(catalogueUrl, controller.signal);
  const second = Promise.race([first, pause(SECOND_AFTER_MS, controller.signal)]).then(
    (answered) => answered === true || answers('https://liverc.com/', controller.signal),
  );
  try {
    return (await Promise.any([trueOnly(first), trueOnly(second)]).catch(() => false)) === true;
  } finally {
    clearTimeout(timer);
    controller.abort();
  }
}

async function trueOnly(promise) {
  if (await promise) return true;
  throw new Error('no answer');
}

function answers(url, signal) {
  return new Promise((resolve) => {
    const request = url.startsWith('http:') ? httpRequest : httpsRequest;
    const headers = { 'User-Agent': 'Trackside (start-up check)' };
    const asked = request(url, { method: 'HEAD', headers, signal, agent: false }, (response) => {
      response.resume();
      resolve(true);
    });
    asked.once('error', () => resolve(false));
    asked.end();
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
