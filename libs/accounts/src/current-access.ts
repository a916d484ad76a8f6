import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, Repository } from 'typeorm';
import { Clock } from '@trackside/calendar';
import type { Principal } from './scopes.js';
import { ApiKeyEntity } from './storage/api-key.entity.js';
import { UserSessionEntity } from './storage/user-session.entity.js';

/** Tells whose access has ended meanwhile, of those who were let in. */
@Injectable()
export class CurrentAccess {
  constructor(
    @InjectRepository(ApiKeyEntity) private readonly keys: Repository<ApiKeyEntity>,
    @InjectRepository(UserSessionEntity) private readonly sessions: Repository<UserSessionEntity>,
    private readonly clock: Clock,
  ) {}

  /** Those whose session or key is gone or has expired. */
  async findEnded(callers: readonly Principal[]): Promise<Set<Principal>> {
    const now = this.clock.now();
    const [sessions, keys] = await Promise.all([
      this.findValid(
        this.sessions,
        callers.flatMap(({ by }) => ('sessionId' in by ? by.sessionId : [])),
      ),
      this.findValid(
        this.keys,
        callers.flatMap(({ by }) => ('keyId' in by ? by.keyId : [])),
      ),
    ]);
    const valid = new Set(
      [...sessions, ...keys]
        .filter(({ expiresAt }) => !expiresAt || expiresAt > now)
        .map(({ id }) => id),
    );
    return new Set(
      callers.filter(({ by }) => {
        if (by.kind === 'local') return false;
        return !valid.has(by.kind === 'key' ? by.keyId : by.sessionId);
      }),
    );
  }

  private async findValid(
    rows: Repository<{ id: string; expiresAt: Date | null }>,
    ids: string[],
  ): Promise<{ id: string; expiresAt: Date | null }[]> {
    return ids.length === 0 ? [] : rows.findBy({ id: In([...new Set(ids)]) });
  }
}
