import type { FastifyReply } from 'fastify';
import {
  type AllowanceKind,
  type AllowanceLeft,
  Allowances,
  AllowanceSpentError,
} from '@trackside/accounts';
import { TurnRefusedError } from '@trackside/liverc-scraper';

const NAMES: Record<AllowanceKind, string> = {
  requests: 'requests',
  cold_months: 'cold-months',
  imports: 'imports',
  sign_ins: 'sign-ins',
  privacy_requests: 'privacy-requests',
};

/** What one caller may still have; whoever needs none is not counted. */
export class CallerAllowance {
  constructor(
    private readonly allowances: Allowances,
    private readonly userId: string,
    private readonly reply: FastifyReply,
  ) {}

  /** Counts the request itself, and tells in the answer what is left. @throws AllowanceSpentError */
  async request(): Promise<void> {
    await told(this.reply, () => this.allowances.take('requests', this.userId));
  }

  /** @throws AllowanceSpentError when that many are not left, told in the answer */
  async import(count: number): Promise<void> {
    await told(this.reply, () => this.allowances.take('imports', this.userId, count));
  }

  /** @throws TurnRefusedError */
  readonly beginMonths = async (count: number): Promise<void> => {
    try {
      await this.allowances.take('cold_months', this.userId, count);
    } catch (error) {
      if (!(error instanceof AllowanceSpentError)) throw error;
      throw new TurnRefusedError(error.message, error.retryAfterSeconds);
    }
  };
}

/** Tells what is left, whether it was enough or not, in the header fields of the IETF's draft. */
export async function told(reply: FastifyReply, take: () => Promise<AllowanceLeft>): Promise<void> {
  try {
    tell(reply, await take());
  } catch (error) {
    if (error instanceof AllowanceSpentError) tell(reply, error.left);
    throw error;
  }
}

function tell(
  reply: FastifyReply,
  { kind, most, seconds, remaining, resetSeconds }: AllowanceLeft,
) {
  const name = NAMES[kind];
  void reply.header('ratelimit-policy', `"${name}";q=${most};w=${seconds}`);
  void reply.header('ratelimit', `"${name}";r=${remaining};t=${resetSeconds}`);
}
