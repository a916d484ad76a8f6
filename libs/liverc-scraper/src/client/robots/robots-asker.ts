import type { LivercScraperOptions } from '../../liverc-scraper.options.js';
import type { Gate } from '../gate.js';
import type { HttpTransport } from '../http-transport.js';
import type { MeantOrigin } from '../page-address.js';
import { Waiters } from '../waiters.js';
import { askForRobots, originText, type RobotsAnswer } from './robots-exchange.js';

const TIMEOUT_MS = 10_000;

export interface RobotsAskerParts {
  gate: Gate;
  transport: HttpTransport;
  /** Monotonic milliseconds. */
  ticks: () => number;
  onRobots: LivercScraperOptions['onRobots'];
}

/**
 * Asks for robots.txt through the gate, as background work of a site of its own: it counts among the
 * requests in flight, goes after people, and what comes of it says nothing of a track's site.
 */
export class RobotsAsker {
  constructor(private readonly parts: RobotsAskerParts) {}

  /** @throws the signal's reason */
  async ask(meant: MeantOrigin, signal: AbortSignal): Promise<RobotsAnswer> {
    const { gate, ticks, onRobots } = this.parts;
    const origin = originText(meant);
    const site = `robots ${origin}`;
    const pass = await gate.enter({
      url: `${origin}/robots.txt`,
      site,
      rank: 'other',
      waiters: Waiters.of({ key: site, lane: 'background' }),
      signal,
      mayTakeBack: () => true,
    });
    const startedAt = ticks();
    try {
      const late = AbortSignal.timeout(TIMEOUT_MS);
      const answer = await this.send(meant, AbortSignal.any([signal, pass.signal, late]));
      signal.throwIfAborted();
      const outcome = 'text' in answer ? (answer.text === null ? 'none' : 'rules') : 'unreachable';
      onRobots?.({ origin, outcome, durationMs: ticks() - startedAt });
      return answer;
    } finally {
      pass.leave({ outcome: 'aborted' });
    }
  }

  private async send(meant: MeantOrigin, signal: AbortSignal): Promise<RobotsAnswer> {
    try {
      return await askForRobots(this.parts.transport, meant, signal);
    } catch (error) {
      return { unreachable: error instanceof Error ? error.message : String(error) };
    }
  }
}
