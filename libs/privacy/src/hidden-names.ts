import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectDataSource, InjectRepository } from '@nestjs/typeorm';
import { DataSource, type EntityManager, IsNull, type Repository } from 'typeorm';
import { Clock } from '@trackside/calendar';
import type { HiddenName } from '@trackside/contracts';
import { comparedName } from './compared-name.js';
import { HiddenNameNotFoundError, NameCannotBeHiddenError } from './errors.js';
import { hideInTexts } from './hidden-texts.js';
import { NameHashes } from './name-hashes.js';
import { NameKeepers, type NameToHide } from './name-keepers.js';
import { HiddenNameEntity } from './storage/hidden-name.entity.js';

/** LiveRC's word for all whom it doesn't know: nobody's name. */
const NOBODY = comparedName('Unknown Driver');

/** Which names are hidden, and how they become so. */
@Injectable()
export class HiddenNames {
  constructor(
    @InjectRepository(HiddenNameEntity) private readonly names: Repository<HiddenNameEntity>,
    @InjectDataSource() private readonly database: DataSource,
    private readonly hashes: NameHashes,
    private readonly keepers: NameKeepers,
    private readonly clock: Clock,
  ) {}

  /** Newest first; of the names nothing is known. */
  async list(): Promise<HiddenName[]> {
    const found = await this.names.find({ order: { hiddenAt: 'DESC', id: 'ASC' } });
    return found.map(toHiddenName);
  }

  /**
   * Hides a name from now on, and takes it out of all that is stored. First the one and then the
   * other: a page that is read meanwhile either finds the name hidden or is stored before it is
   * looked for.
   *
   * @returns the same entry for a name that is hidden already
   * @throws NameCannotBeHiddenError
   */
  async hide(name: string, trackId: string | null): Promise<HiddenName> {
    const { ofName } = await this.hashes.hasher();
    const compared = comparedName(name);
    if (compared === '' || compared === NOBODY) throw new NameCannotBeHiddenError();
    const nameHash = ofName(name, trackId);
    const values = { id: randomUUID(), nameHash, trackId, hiddenAt: this.clock.now() };
    await this.names.createQueryBuilder().insert().values(values).orIgnore().execute();
    const entry = await this.names.findOneByOrFail({ nameHash });
    await this.apply(entry, [name]);
    return toHiddenName(entry);
  }

  /** @throws HiddenNameNotFoundError */
  async unhide(id: string): Promise<HiddenName> {
    const entry = await this.names.findOneBy({ id });
    if (!entry) throw new HiddenNameNotFoundError(id);
    await this.names.delete({ id });
    return toHiddenName(entry);
  }

  /** Whether somebody by this name is hidden at the track. */
  async isHidden(name: string, trackId: string | null): Promise<boolean> {
    const { ofName } = await this.hashes.hasher();
    const hashes = [ofName(name, null), ...(trackId === null ? [] : [ofName(name, trackId)])];
    return this.names.existsBy(hashes.map((nameHash) => ({ nameHash })));
  }

  /** Takes out what a process that stopped midway has left of a hidden name. */
  async finish(): Promise<void> {
    for (const entry of await this.names.findBy({ appliedAt: IsNull() })) {
      await this.apply(entry, []);
    }
  }

  private async apply(entry: HiddenNameEntity, written: string[]): Promise<void> {
    const { ofName } = await this.hashes.hasher();
    const { id, trackId, nameHash } = entry;
    const name: NameToHide = {
      trackId,
      is: (other) => ofName(other, trackId).equals(nameHash),
    };
    await this.database.transaction(async (transaction) => {
      await this.takeOut(transaction, name, written);
      const names = transaction.getRepository(HiddenNameEntity);
      await names.update({ id }, { appliedAt: this.clock.now() });
    });
  }

  private async takeOut(
    transaction: EntityManager,
    name: NameToHide,
    written: string[],
  ): Promise<void> {
    const keepers = this.keepers.all();
    const spellings = [...written];
    for (const keeper of keepers) {
      spellings.push(...((await keeper.spellings?.(transaction, name)) ?? []));
    }
    for (const keeper of keepers) await keeper.hide?.(transaction, name);
    const texts = keepers.flatMap((keeper) => keeper.texts ?? []);
    await hideInTexts(transaction, texts, [...new Set(spellings)]);
  }
}

function toHiddenName({ id, trackId, hiddenAt }: HiddenNameEntity): HiddenName {
  return { id, track_id: trackId, hidden_at: hiddenAt.toISOString() };
}
