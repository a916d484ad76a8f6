import { Logger } from '@nestjs/common';
import { Subject } from 'rxjs';
import { LEASE_MS } from '@trackside/calendar';
import type { LeaseOwner, LeaseStore } from './lease-store.js';

/** Three renewals may fail before the lease is lost. */
const RENEWED_EVERY_MS = LEASE_MS / 4;

/** One piece of work's claim on a unit, from the first try to the end. */
export class Hold {
  /** Emits when a person's work in another process has taken the unit from work that nobody waits for. */
  readonly lost = new Subject<void>();
  private readonly logger = new Logger(Hold.name);
  private claiming: Promise<boolean> | null = null;
  private renewing: NodeJS.Timeout | undefined;
  private ended: Promise<void> | null = null;

  constructor(
    private readonly store: LeaseStore,
    private readonly owner: () => LeaseOwner,
  ) {}

  /** Whether the unit is ours now; until `end` then. */
  async claim(): Promise<boolean> {
    this.claiming = this.store.claim(this.owner());
    const isOurs = await this.claiming;
    if (isOurs && !this.ended) {
      this.renewing = setInterval(() => void this.renew(), RENEWED_EVERY_MS);
    }
    return isOurs;
  }

  /** The unit is free again, if it was ours. Never fails: what can't be released runs out. */
  end(): Promise<void> {
    clearInterval(this.renewing);
    this.ended ??= this.release();
    return this.ended;
  }

  private async renew(): Promise<void> {
    const { unit, urgent } = this.owner();
    try {
      const isOurs = await this.store.renew(this.owner());
      // What a person waits for goes on all the same.
      if (!isOurs && !urgent && !this.ended) this.lost.next();
    } catch (error) {
      this.logger.warn(`the lease of "${unit}" was not renewed: ${(error as Error).message}`);
    }
  }

  private async release(): Promise<void> {
    try {
      if (await this.claiming) await this.store.release(this.owner());
    } catch (error) {
      this.logger.warn(`the lease of "${this.owner().unit}" runs out: ${(error as Error).message}`);
    }
  }
}
