// So many requests a second, whether or not those before them are answered.
import { ask } from '../bench/http-client.mjs';

const TICK_MS = 10;

/**
 * Sends requests evenly until the time is over, and waits for all of them.
 *
 * @param request what `ask` gets: url and options, called with the number of the request
 * @returns each with the moment when it was sent (milliseconds since the start), how long it took,
 *   and its failure if it has one
 */
export async function sendPaced(perSecond, durationMs, request) {
  const startedAt = performance.now();
  const answers = [];
  const elapsed = () => performance.now() - startedAt;
  while (elapsed() < durationMs) {
    const due = Math.floor((elapsed() / 1000) * perSecond);
    while (answers.length < due) answers.push(send(request(answers.length), elapsed));
    await new Promise((resolve) => setTimeout(resolve, TICK_MS));
  }
  return Promise.all(answers);
}

async function send([url, options], elapsed) {
  const sentMs = elapsed();
  try {
    const text = await ask(url, options);
    return { sentMs, tookMs: elapsed() - sentMs, text };
  } catch (failure) {
    return { sentMs, tookMs: elapsed() - sentMs, failure };
  }
}
