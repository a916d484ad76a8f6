import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { randomToken } from './secret-tokens.js';
import { InstallationSecretEntity } from './storage/installation-secret.entity.js';

/** Secrets that an installation makes for itself when it first needs them. */
@Injectable()
export class InstallationSecrets {
  constructor(
    @InjectRepository(InstallationSecretEntity)
    private readonly secrets: Repository<InstallationSecretEntity>,
  ) {}

  /** The same text in every process and at every time, for the same purpose. */
  async of(purpose: string): Promise<string> {
    const secret = randomToken();
    // Two processes may start at once: whoever comes second takes the first one's.
    await this.secrets
      .createQueryBuilder()
      .insert()
      .values({ purpose, secret })
      .orIgnore()
      .execute();
    const kept = await this.secrets.findOneByOrFail({ purpose });
    return kept.secret;
  }
}
