import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { createDatabase, query } from './trackside.js';

/** A new database with what a commit left behind; gives its URL. */
export async function restoreDatabase(commit: string): Promise<string> {
  const file = new URL(`../../databases/${commit}.sql.gz`, import.meta.url);
  const databaseUrl = await createDatabase();
  await query(databaseUrl, gunzipSync(readFileSync(file)).toString());
  return databaseUrl;
}
