import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type EntityManager, Repository } from 'typeorm';
import type { Invitation, Role, User } from '@trackside/contracts';
import { AccountLibrary } from './account-library.js';
import {
  AccountConflictError,
  AccountThingNotFoundError,
  AccountValueError,
  CredentialsError,
} from './errors.js';
import { JobClaims } from './job-claims.js';
import { SetUpLinks } from './set-up-links.js';
import { SignIns } from './sign-ins.js';
import { ApiKeyEntity } from './storage/api-key.entity.js';
import type { SetUpLinkEntity } from './storage/set-up-link.entity.js';
import { UserEntity } from './storage/user.entity.js';

/** What the page behind a link is sent with. */
export interface SetUp {
  token: string;
  email: string;
  password: string;
}

/** People who have an account here. */
@Injectable()
export class Accounts {
  constructor(
    @InjectRepository(UserEntity) private readonly users: Repository<UserEntity>,
    @InjectRepository(ApiKeyEntity) private readonly keys: Repository<ApiKeyEntity>,
    private readonly library: AccountLibrary,
    private readonly links: SetUpLinks,
    private readonly signIns: SignIns,
    private readonly claims: JobClaims,
  ) {}

  async isNobodyKnown(): Promise<boolean> {
    return !(await this.users.exists());
  }

  find(id: string): Promise<UserEntity | null> {
    return this.users.findOneBy({ id });
  }

  /** Says under which names and transponders somebody drives. */
  async setNames(id: string, names: string[]): Promise<void> {
    await this.users.update({ id }, { names });
  }

  /** In the order in which they came. */
  async list(): Promise<User[]> {
    const users = await this.users.find({ order: { createdAt: 'ASC', id: 'ASC' } });
    const counts = await this.keys
      .createQueryBuilder('key')
      .select('key.user_id', 'userId')
      .addSelect('count(*)::integer', 'count')
      .groupBy('key.user_id')
      .getRawMany<{ userId: string; count: number }>();
    const countOf = new Map(counts.map(({ userId, count }) => [userId, count]));
    return users.map((user) => ({
      id: user.id,
      email: user.email,
      role: user.role,
      created_at: user.createdAt.toISOString(),
      key_count: countOf.get(user.id) ?? 0,
    }));
  }

  /** A link that makes an account for the address, or gives the account of it a new password. */
  async invite(email: string, role: Role): Promise<Invitation> {
    const known = await this.users.findOneBy({ email: email.toLowerCase() });
    if (known && known.role !== role) {
      throw new AccountConflictError(
        `${known.email} has an account as ${known.role}: a link with that role gives it a new password`,
      );
    }
    await this.links.withdraw(email.toLowerCase());
    const { path, expiresAt } = await this.links.make(email.toLowerCase(), role);
    return { email: email.toLowerCase(), role, path, expires_at: expiresAt.toISOString() };
  }

  /**
   * Makes the account that a link is for, or gives it a new password and signs it out elsewhere.
   *
   * @throws CredentialsError when the link is no good; AccountValueError when it is for another
   */
  async setUp({ token, email, password }: SetUp): Promise<void> {
    const link = await this.links.take(token);
    if (!link)
      throw new CredentialsError('this link was used, has expired, or was never made here');
    try {
      await this.useLink(link, email.toLowerCase(), password);
    } catch (error) {
      await this.links.putBack(link);
      throw error;
    }
    if (link.email === null) await this.links.withdraw(null);
  }

  /**
   * Deletes the account with its sessions and keys, what it asked for, and links to it.
   *
   * @throws AccountConflictError for the last admin
   */
  async remove(id: string): Promise<UserEntity> {
    const user = await this.users.manager.transaction((transaction) => removeUser(transaction, id));
    await this.signIns.signOutEverywhere(id);
    await this.links.withdraw(user.email);
    await this.claims.forgetUser(id);
    return user;
  }

  private async useLink(link: SetUpLinkEntity, email: string, password: string): Promise<void> {
    if (link.email !== null && link.email !== email) {
      throw new AccountValueError('email', 'is not the one that this link is for');
    }
    const { internalAdapter, password: passwords } = await (await this.library.get(true)).$context;
    const hash = await passwords.hash(password);
    const known = await this.users.findOneBy({ email });
    if (known && link.email === null) {
      throw new AccountValueError('email', 'has an account already: sign in');
    }
    if (known) return this.renewPassword(known.id, hash);
    const user = await internalAdapter.createUser(
      { email, name: email, emailVerified: false, role: link.role },
      { method: 'email' } as never,
    );
    await internalAdapter.linkAccount({
      userId: user.id,
      providerId: 'credential',
      accountId: user.id,
      password: hash,
    });
  }

  private async renewPassword(userId: string, hash: string): Promise<void> {
    const { internalAdapter } = await (await this.library.get(true)).$context;
    const accounts = await internalAdapter.findAccounts(userId);
    if (accounts.some(({ providerId }) => providerId === 'credential')) {
      await internalAdapter.updatePassword(userId, hash);
    } else {
      const credential = { userId, providerId: 'credential', accountId: userId, password: hash };
      await internalAdapter.linkAccount(credential);
    }
    await this.signIns.signOutEverywhere(userId);
  }
}

async function removeUser(transaction: EntityManager, id: string): Promise<UserEntity> {
  // Of two admins who leave at once the second waits, and then is the only one.
  const admins = await transaction.find(UserEntity, {
    where: { role: 'admin' },
    order: { id: 'ASC' },
    lock: { mode: 'pessimistic_write' },
  });
  const user = await transaction.findOneBy(UserEntity, { id });
  if (!user) throw new AccountThingNotFoundError(`nobody has the id ${id}`);
  if (user.role === 'admin' && admins.length === 1) {
    throw new AccountConflictError(
      'this is the only admin: invite another one first, so that somebody can let people in',
    );
  }
  await transaction.delete(UserEntity, { id });
  return user;
}
