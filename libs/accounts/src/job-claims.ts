import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, LessThan, Not, Repository } from 'typeorm';
import { Clock } from '@trackside/calendar';
import { AccountConflictError, AccountThingNotFoundError } from './errors.js';
import type { Principal } from './scopes.js';
import { JobClaimEntity } from './storage/job-claim.entity.js';

/** Jobs themselves are kept for 30 days after their end. */
const KEPT_MS = 60 * 86_400_000;

/** Who has asked for a job: to nobody else it is there. Admins, and the local user, see all. */
@Injectable()
export class JobClaims {
  constructor(
    @InjectRepository(JobClaimEntity) private readonly claims: Repository<JobClaimEntity>,
    private readonly clock: Clock,
  ) {}

  async claim({ userId, by }: Principal, jobId: string | null): Promise<void> {
    if (by.kind === 'local' || jobId === null) return;
    const now = this.clock.now();
    const claim = { jobId, userId, claimedAt: now };
    await this.claims.createQueryBuilder().insert().values(claim).orIgnore().execute();
    await this.claims.delete({ userId, claimedAt: LessThan(new Date(now.getTime() - KEPT_MS)) });
  }

  /** Whoever is gone wants nothing any more: others may end what they shared. */
  async forgetUser(userId: string): Promise<void> {
    await this.claims.delete({ userId });
  }

  /** @throws AccountThingNotFoundError when it is somebody else's */
  async check(caller: Principal, jobId: string): Promise<void> {
    if (seesAll(caller)) return;
    const { userId } = caller;
    if (await this.claims.existsBy({ jobId, userId })) return;
    throw new AccountThingNotFoundError(`no job has the id ${jobId}`);
  }

  /** Those of the jobs that are there for the caller. */
  async filter(caller: Principal, jobIds: readonly string[]): Promise<string[]> {
    if (seesAll(caller) || jobIds.length === 0) return [...jobIds];
    const claims = await this.claims.findBy({ jobId: In([...jobIds]), userId: caller.userId });
    const known = new Set(claims.map(({ jobId }) => jobId));
    return jobIds.filter((id) => known.has(id));
  }

  /** @throws AccountThingNotFoundError; AccountConflictError when somebody else wants it, too */
  async checkAlone(caller: Principal, jobId: string): Promise<void> {
    await this.check(caller, jobId);
    if (seesAll(caller)) return;
    if (!(await this.claims.existsBy({ jobId, userId: Not(caller.userId) }))) return;
    throw new AccountConflictError('somebody else has asked for the same: this job goes on');
  }
}

function seesAll({ by, scopes }: Principal): boolean {
  return by.kind === 'local' || scopes.has('admin');
}
