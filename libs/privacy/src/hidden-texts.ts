import type { EntityManager } from 'typeorm';
import { runSql } from '@trackside/database';
import type { TextColumn } from './name-keepers.js';

/** What stands for a name in a sentence that was stored. */
const INSTEAD = 'a hidden driver';
const PLAIN_NAME = /^[a-z_]+$/;

/** Takes names out of stored sentences, letter case aside, where they stand as words of their own. */
export async function hideInTexts(
  transaction: EntityManager,
  columns: readonly TextColumn[],
  names: readonly string[],
): Promise<void> {
  const spelled = [...new Set(names.flatMap((name) => [name, inJson(name)]))];
  for (const { table, column } of columns) {
    for (const name of spelled) {
      const pattern = `(^|[^[:alnum:]])${escaped(name)}(?![[:alnum:]])`;
      await runSql(transaction, replacing(table, column), { pattern, instead: `\\1${INSTEAD}` });
    }
  }
}

function replacing(table: string, column: string): string {
  if (!PLAIN_NAME.test(table) || !PLAIN_NAME.test(column)) throw new Error(`${table}.${column}`);
  return `
    UPDATE ${table} SET ${column} = regexp_replace(${column}, :pattern, :instead, 'gi')
    WHERE ${column} ~* :pattern`;
}

/** As it stands within a string of JSON. */
function inJson(name: string): string {
  return JSON.stringify(name).slice(1, -1);
}

function escaped(name: string): string {
  return name.replace(/[^\p{L}\p{N}\s]/gu, (sign) => `\\${sign}`);
}
