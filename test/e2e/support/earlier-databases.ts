import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { Client } from 'pg';
import { createDatabase } from './trackside.js';

/** A new database with what a commit left behind; gives its URL. */
export async function restoreDatabase(commit: string): Promise<string> {
  const file = new URL(`../../databases/${commit}.sql.gz`, import.meta.url);
  const databaseUrl = await createDatabase();
  // A dump sets its session's search path, so nobody may have that session after it.
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query(gunzipSync(readFileSync(file)).toString());
  await client.end();
  return databaseUrl;
}
