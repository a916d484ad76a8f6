import { createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InstallationSecrets } from '@trackside/accounts';
import { comparedName } from './compared-name.js';

const PURPOSE = 'hidden-names';

/** Turns names into what may be kept of them. */
export interface NameHasher {
  /** @param trackId where it is hidden; null: everywhere */
  ofName(name: string, trackId: string | null): Buffer;
  /** Of a name as LiveRC writes it: its totals count two spellings as two drivers. */
  onDay(name: string, dayId: string): Buffer;
}

/** HMACs with a secret of the installation: without it nobody can try names. */
@Injectable()
export class NameHashes {
  private secret: string | null = null;

  constructor(private readonly secrets: InstallationSecrets) {}

  async hasher(): Promise<NameHasher> {
    const secret = (this.secret ??= await this.secrets.of(PURPOSE));
    const hash = (...parts: (string | null)[]): Buffer =>
      createHmac('sha256', secret).update(JSON.stringify(parts)).digest();
    return {
      ofName: (name, trackId) => hash('name', trackId, comparedName(name)),
      onDay: (name, dayId) => hash('day', dayId, name),
    };
  }
}
