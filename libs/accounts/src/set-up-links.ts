import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { MoreThan, Repository } from 'typeorm';
import { Clock } from '@trackside/calendar';
import type { Role } from '@trackside/contracts';
import { hashToken, randomToken } from './secret-tokens.js';
import { SetUpLinkEntity } from './storage/set-up-link.entity.js';

const VALID_MS = 24 * 3_600_000;

/** Links by which an account is made, each good for one. */
@Injectable()
export class SetUpLinks {
  constructor(
    @InjectRepository(SetUpLinkEntity) private readonly links: Repository<SetUpLinkEntity>,
    private readonly clock: Clock,
  ) {}

  /**
   * @param email whom it is for; null: whoever opens it says
   * @returns the address of the page under this server; the token stands behind `#`, which browsers
   *   send to nobody
   */
  async make(email: string | null, role: Role): Promise<{ path: string; expiresAt: Date }> {
    const token = randomToken();
    const expiresAt = new Date(this.clock.now().getTime() + VALID_MS);
    await this.links.insert({ tokenHash: hashToken(token), email, role, expiresAt });
    return { path: `/set-up#token=${token}`, expiresAt };
  }

  /** Who the link is for, and takes it back: nobody can use it again. Null when it is no good. */
  async take(token: string): Promise<SetUpLinkEntity | null> {
    const tokenHash = hashToken(token);
    const link = await this.links.findOneBy({
      tokenHash,
      expiresAt: MoreThan(this.clock.now()),
    });
    if (!link) return null;
    // Of two who come at once one deletes the row.
    const { affected } = await this.links.delete({ tokenHash });
    return affected === 1 ? link : null;
  }

  /** Gives a link back that could not be used. */
  async putBack(link: SetUpLinkEntity): Promise<void> {
    await this.links.insert(link);
  }

  /** Ends every link that is for this address, or, with null, those to the first account. */
  async withdraw(email: string | null): Promise<void> {
    await this.links
      .createQueryBuilder()
      .delete()
      .where('email IS NOT DISTINCT FROM :email', { email })
      .execute();
  }
}
