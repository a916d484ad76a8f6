// A migration that has landed is never edited: databases that have done it would stay as they are, and
// nobody would notice. See docs/adr/0011-migrations.md.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { SCHEMA } from '../../apps/api/src/schema/schema.js';

const FILE = 'test/ground/landed-migrations.json';

const landed = JSON.parse(
  readFileSync(new URL('landed-migrations.json', import.meta.url), 'utf8'),
) as Record<string, string>;

/** SHA-256 of what `up` sends, in order; every query is answered with no rows. */
async function hashOf(migration: MigrationInterface): Promise<string> {
  const sent: unknown[] = [];
  const query = async (sql: string, parameters: unknown[] = []): Promise<unknown[]> => {
    sent.push([sql, parameters]);
    return [];
  };
  await migration.up({ query } as unknown as QueryRunner);
  return createHash('sha256').update(JSON.stringify(sent)).digest('hex');
}

describe('a landed migration', () => {
  const known = new Map(SCHEMA.migrations.map((Migration) => [Migration.name, new Migration()]));

  it.each(Object.entries(landed))('%s sends what it sent when it landed', async (name, hash) => {
    const migration = known.get(name);
    const now = migration ? await hashOf(migration) : 'gone';

    if (now === hash) return;
    throw new Error(
      `${name} has landed with ${hash} in ${FILE}, but now is ${now}. Undo the edit, and write a ` +
        'new migration for what is to change; a name or a hash in that file is never altered.',
    );
  });

  it.each([...known])('%s stands in the list of landed ones', async (name, migration) => {
    if (name in landed) return;
    const entry = `"${name}": "${await hashOf(migration)}"`;
    throw new Error(`Add to the end of ${FILE}, in the commit that adds the migration: ${entry}`);
  });

  it('runs in the order in which it landed', () => {
    expect(SCHEMA.migrations.map(({ name }) => name)).toEqual(Object.keys(landed));
  });
});
