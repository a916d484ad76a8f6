import type { CallScope } from './call-scope.js';
import type { Exchange } from './exchange.js';
import type { FailedPages } from './failed-pages.js';
import type { Gate } from './gate.js';
import { firstToAnswer, watchForHang } from './hanging-page.js';
import { type PageAddress, siteOf } from './page-address.js';
import type { PageSender } from './page-sender.js';
import type { RetryBudget } from './retry-budget.js';
import { type Pass, TAKEN_BACK, type Visit } from './visit.js';
import type { Waiters } from './waiters.js';

/** Requests for a page within one call, of whatever reason. */
export const MOST_ATTEMPTS = 3;

/** A request that is under way at the end of the time ends first, and counts against its site. */
const AFTER_THE_REQUEST_MS = 50;

/** What a call for a page asks for. */
interface Wish {
  address: PageAddress;
  waiters: Waiters;
  timeoutMs: number;
}

/** A call for a page, and how far it has come. */
export interface PageCall extends Wish {
  scope: CallScope;
  /** Requests sent. */
  sent: number;
  /** How many who wait had come when the page was asked for the last time. */
  arrivals: number;
  /** When all attempts must be over; meaningless before the first. */
  endsAt: number;
  /** Whether it was asked for a second time beside a request that hung. */
  askedBeside: boolean;
  /** Whether its place was once taken back while it hung. */
  wasTakenBack: boolean;
}

export function beginCall({ address, waiters, timeoutMs }: Wish, scope: CallScope): PageCall {
  const { arrivals } = waiters;
  const untouched = { sent: 0, endsAt: 0, askedBeside: false, wasTakenBack: false };
  return { address, waiters, timeoutMs, scope, arrivals, ...untouched };
}

export interface PageAskerParts {
  gate: Gate;
  budget: RetryBudget;
  failedPages: FailedPages;
  sender: PageSender;
  /** Monotonic milliseconds. */
  ticks: () => number;
  /** All attempts at one page. */
  totalTimeoutMs: number;
}

/** Asks for a page when it is its turn, and sees to it that one which hangs harms nobody else. */
export class PageAsker {
  constructor(private readonly parts: PageAskerParts) {}

  /**
   * One attempt at the page. A request that hangs may be joined by a second one for who came since,
   * or give up its place to others and be sent again later.
   *
   * @throws LivercUnavailableError when its site is stopped; the reason of the call's scope
   */
  async ask(call: PageCall): Promise<{ result: Exchange; probe: boolean }> {
    const { failedPages } = this.parts;
    const { address, scope } = call;
    for (;;) {
      const pass = await this.enter(call, scope.signal);
      try {
        return { result: await this.send(call, pass), probe: pass.probe };
      } catch (error) {
        if (error !== TAKEN_BACK) throw error;
        // As if it had failed: the same page is not asked for again too soon.
        failedPages.note(address.href);
        await failedPages.turn(address.href, scope.signal);
      }
    }
  }

  /** Waits for the turn; the time of all attempts begins with the first. */
  private async enter(call: PageCall, signal: AbortSignal): Promise<Pass> {
    const { gate, budget, ticks, totalTimeoutMs } = this.parts;
    call.arrivals = call.waiters.arrivals;
    const mayTakeBack = () => this.mayTakeBack(call);
    const pass = await gate.enter({ ...visitOf(call), signal, mayTakeBack });
    if (call.sent === 0) {
      budget.noteRequest(call.waiters.keys);
      call.scope.startDeadline(totalTimeoutMs + AFTER_THE_REQUEST_MS);
      call.endsAt = ticks() + totalTimeoutMs;
    }
    call.arrivals = call.waiters.arrivals;
    return pass;
  }

  private send(call: PageCall, first: Pass): Promise<Exchange> {
    const { gate, sender, ticks } = this.parts;
    const { address, waiters, scope } = call;
    let next: Pass | null = first;
    const send = async (slower: AbortSignal) => {
      const pass = next ?? (await this.enter(call, AbortSignal.any([scope.signal, slower])));
      next = null;
      const timeoutMs = Math.max(1, Math.min(call.timeoutMs, call.endsAt - ticks()));
      for (const { onSend } of waiters.turns) onSend?.();
      const sending = { address, lane: waiters.lane, timeoutMs, attempt: ++call.sent };
      return sender.send(sending, pass, AbortSignal.any([scope.signal, slower, pass.signal]));
    };
    const asked = { site: gate.site(siteOf(address)), waiters, now: ticks };
    return firstToAnswer(send, (onWorth) =>
      watchForHang(asked, () => {
        if (this.mayAskBeside(call)) onWorth();
      }),
    );
  }

  /** At most once a page, as a retry like any other; likewise taking back. */
  private mayAskBeside(call: PageCall): boolean {
    if (call.askedBeside || call.sent >= MOST_ATTEMPTS) return false;
    call.askedBeside = this.parts.budget.takeRetry(call.waiters.keys);
    return call.askedBeside;
  }

  private mayTakeBack(call: PageCall): boolean {
    if (call.wasTakenBack || call.sent >= MOST_ATTEMPTS) return false;
    call.wasTakenBack = this.parts.budget.takeRetry(call.waiters.keys);
    return call.wasTakenBack;
  }
}

function visitOf({ address, waiters, sent }: PageCall) {
  const first = address.page === 'calendar' ? 'calendar' : 'other';
  const rank: Visit['rank'] = sent > 0 ? 'again' : first;
  return { url: address.href, site: siteOf(address), rank, waiters };
}
