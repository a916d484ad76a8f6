import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectDataSource, InjectRepository } from '@nestjs/typeorm';
import { DataSource, In, Repository } from 'typeorm';
import { Clock } from '@trackside/calendar';
import type { ApiKey, NewApiKey, Scope, UsersApiKey } from '@trackside/contracts';
import { tellAccessEnded } from './access-ends.js';
import { AccountConflictError, AccountThingNotFoundError, AccountValueError } from './errors.js';
import { type Principal, scopesOf } from './scopes.js';
import { hashToken, isTokenOf, randomToken } from './secret-tokens.js';
import { ApiKeyEntity } from './storage/api-key.entity.js';
import { UserEntity } from './storage/user.entity.js';

/** How every secret begins, so that people and scanners of leaks know it. */
const BEGINNING = 'trk_';
const PREFIX_LENGTH = BEGINNING.length + 8;
/** A secret, wherever it stands. */
export const API_KEY_PATTERN = /trk_[\w-]{43}/;
const WHOLE_KEY = /^trk_[\w-]{43}$/;
/** The old one and the new one, while programs are told. */
const MOST_OF_ONE_NAME = 2;
const MOST_OF_ONE_USER = 50;
/** `last_used_at` is not written more often: a read would become a write. */
const USE_NOTED_MS = 60_000;
/** What an unknown key is compared with, so that it takes as long as a known one. */
const NOBODYS_HASH = hashToken('');

export interface NewKey {
  name: string;
  scopes: readonly Scope[];
  expiresAt: Date | null;
}

/** Keys of programs: made, told once, listed, revoked, recognised. */
@Injectable()
export class ApiKeys {
  constructor(
    @InjectRepository(ApiKeyEntity) private readonly keys: Repository<ApiKeyEntity>,
    @InjectRepository(UserEntity) private readonly users: Repository<UserEntity>,
    @InjectDataSource() private readonly database: DataSource,
    private readonly clock: Clock,
  ) {}

  /** Newest first, expired ones too. */
  async list(userId: string): Promise<ApiKey[]> {
    const keys = await this.keys.find({
      where: { userId },
      order: { createdAt: 'DESC', id: 'ASC' },
    });
    return keys.map(toApiKey);
  }

  /** Everybody's, newest first, expired ones too. */
  async listAll(): Promise<UsersApiKey[]> {
    const keys = await this.keys.find({ order: { createdAt: 'DESC', id: 'ASC' } });
    const owners = await this.users.findBy({ id: In([...new Set(keys.map((key) => key.userId))]) });
    const emails = new Map(owners.map(({ id, email }) => [id, email]));
    // One whose owner went between the two questions went along.
    return keys.flatMap((key) => {
      const email = emails.get(key.userId);
      return email === undefined ? [] : [{ ...toApiKey(key), user_id: key.userId, email }];
    });
  }

  /**
   * Makes a key. Its secret is in the answer and nowhere else.
   *
   * @param by may give on what it has itself, no more
   * @throws AccountValueError, AccountConflictError
   */
  async make(by: Principal, { name, scopes, expiresAt }: NewKey): Promise<NewApiKey> {
    const now = this.clock.now();
    const tooMuch = scopes.filter((scope) => !by.scopes.has(scope));
    if (tooMuch.length > 0) {
      throw new AccountValueError('scopes', `holds ${tooMuch.join(', ')}, which you don't have`);
    }
    if (expiresAt && expiresAt <= now) {
      throw new AccountValueError('expires_at', 'must be later than now');
    }
    const secret = BEGINNING + randomToken();
    const key = {
      id: randomUUID(),
      userId: by.userId,
      name,
      prefix: secret.slice(0, PREFIX_LENGTH),
      secretHash: hashToken(secret),
      scopes: [...new Set(scopes)],
      createdAt: now,
      expiresAt,
      lastUsedAt: null,
    };
    await this.insertWithinLimits(key, now);
    return { ...toApiKey(key), secret };
  }

  /** @throws AccountThingNotFoundError when the user has no such key */
  async revoke(userId: string, id: string): Promise<ApiKey> {
    const key = await this.keys.findOneBy({ id, userId });
    if (!key) throw new AccountThingNotFoundError(`you have no key with the id ${id}`);
    return this.end(key);
  }

  /** Whosever it is. @throws AccountThingNotFoundError */
  async revokeAny(id: string): Promise<ApiKey> {
    const key = await this.keys.findOneBy({ id });
    if (!key) throw new AccountThingNotFoundError(`nobody has a key with the id ${id}`);
    return this.end(key);
  }

  /** Whose secret it is and what it may do; null for one that is unknown, expired or revoked. */
  async recognise(secret: string): Promise<Principal | null> {
    if (!WHOLE_KEY.test(secret)) return null;
    const key = await this.keys.findOneBy({ prefix: secret.slice(0, PREFIX_LENGTH) });
    const isRight = isTokenOf(key?.secretHash ?? NOBODYS_HASH, secret);
    const now = this.clock.now();
    if (!key || !isRight || (key.expiresAt && key.expiresAt <= now)) return null;
    const owner = await this.users.findOneBy({ id: key.userId });
    if (!owner) return null;
    await this.noteUse(key, now);
    const possible = scopesOf(owner.role);
    return {
      userId: key.userId,
      scopes: new Set(key.scopes.filter((scope) => possible.includes(scope))),
      by: { kind: 'key', keyId: key.id, prefix: key.prefix },
    };
  }

  private async end(key: ApiKeyEntity): Promise<ApiKey> {
    await this.keys.delete({ id: key.id });
    await tellAccessEnded(this.database);
    return toApiKey(key);
  }

  /** One transaction by user: keys made at once can't pass the limits together. */
  private insertWithinLimits(key: ApiKeyEntity, now: Date): Promise<void> {
    return this.database.transaction(async (transaction) => {
      await transaction.findOne(UserEntity, {
        where: { id: key.userId },
        lock: { mode: 'pessimistic_write' },
      });
      const keys = await transaction.findBy(ApiKeyEntity, { userId: key.userId });
      const active = keys.filter(({ expiresAt }) => !expiresAt || expiresAt > now);
      if (active.filter(({ name }) => name === key.name).length >= MOST_OF_ONE_NAME) {
        throw new AccountConflictError(
          `two keys are called "${key.name}" already: revoke one of them first, or take another name`,
        );
      }
      if (active.length >= MOST_OF_ONE_USER) {
        throw new AccountConflictError(
          `you have ${MOST_OF_ONE_USER} keys already: revoke one of them first`,
        );
      }
      await transaction.insert(ApiKeyEntity, key);
    });
  }

  private async noteUse({ id, lastUsedAt }: ApiKeyEntity, now: Date): Promise<void> {
    if (lastUsedAt && now.getTime() - lastUsedAt.getTime() < USE_NOTED_MS) return;
    await this.keys.update({ id }, { lastUsedAt: now });
  }
}

function toApiKey(key: ApiKeyEntity): ApiKey {
  return {
    id: key.id,
    name: key.name,
    prefix: key.prefix,
    scopes: key.scopes,
    created_at: key.createdAt.toISOString(),
    expires_at: key.expiresAt?.toISOString() ?? null,
    last_used_at: key.lastUsedAt?.toISOString() ?? null,
  };
}
