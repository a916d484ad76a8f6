import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { LessThan, Repository } from 'typeorm';
import { Clock } from '@trackside/calendar';
import type {
  NewPrivacyRequest,
  PrivacyRequest,
  PrivacyRequestReceipt,
} from '@trackside/contracts';
import { comparedName } from './compared-name.js';
import { PrivacyRequestNotFoundError, TooManyPrivacyRequestsError } from './errors.js';
import { HiddenNames } from './hidden-names.js';
import { PrivacyRequestEntity } from './storage/privacy-request.entity.js';

const DAY_MS = 86_400_000;
/** Undecided requests are forgotten after it. */
export const REQUEST_KEPT_MS = 90 * DAY_MS;
const MOST_WAITING = 1_000;

/** Requests that a name be hidden, until an admin has decided. */
@Injectable()
export class PrivacyRequests {
  constructor(
    @InjectRepository(PrivacyRequestEntity)
    private readonly requests: Repository<PrivacyRequestEntity>,
    private readonly hidden: HiddenNames,
    private readonly clock: Clock,
  ) {}

  /**
   * Keeps a request. The answer is the same whether anybody has the name or not.
   *
   * @throws TooManyPrivacyRequestsError
   */
  async ask(request: NewPrivacyRequest): Promise<PrivacyRequestReceipt> {
    if ((await this.requests.count()) >= MOST_WAITING) throw new TooManyPrivacyRequestsError();
    const { name, reason, contact, track_id: trackId = null } = request;
    const askedAt = this.clock.now();
    await this.requests.insert({ id: randomUUID(), name, trackId, reason, contact, askedAt });
    return { asked_at: askedAt.toISOString(), kept_until: keptUntil(askedAt).toISOString() };
  }

  /** Those that wait, the one that waits longest first. */
  async list(): Promise<PrivacyRequest[]> {
    const waiting = await this.requests.find({ order: { askedAt: 'ASC', id: 'ASC' } });
    return waiting.map(toPrivacyRequest);
  }

  /** Without hiding anything; nothing of it is kept. @throws PrivacyRequestNotFoundError */
  async decline(id: string): Promise<PrivacyRequest> {
    const request = await this.requests.findOneBy({ id });
    if (!request) throw new PrivacyRequestNotFoundError(id);
    await this.requests.delete({ id });
    return toPrivacyRequest(request);
  }

  /** What asks for a name that is hidden now is done, and not kept. */
  async forgetGranted(name: string, trackId: string | null): Promise<void> {
    const compared = comparedName(name);
    const waiting = await this.requests.find();
    for (const request of waiting) {
      const isHere = trackId === null || request.trackId === trackId;
      if (isHere && comparedName(request.name) === compared) {
        await this.requests.delete({ id: request.id });
      }
    }
  }

  /** Forgets those that nobody has decided for ninety days. */
  async forgetOld(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - REQUEST_KEPT_MS);
    await this.requests.delete({ askedAt: LessThan(before) });
    await this.hidden.finish();
  }
}

function keptUntil(askedAt: Date): Date {
  return new Date(askedAt.getTime() + REQUEST_KEPT_MS);
}

function toPrivacyRequest(request: PrivacyRequestEntity): PrivacyRequest {
  const { id, name, trackId, reason, contact, askedAt } = request;
  return {
    ...{ id, name, track_id: trackId, reason, contact, asked_at: askedAt.toISOString() },
    kept_until: keptUntil(askedAt).toISOString(),
  };
}
