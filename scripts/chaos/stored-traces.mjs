// What work leaves in the database while it is under way, and must not leave for good.
import pg from 'pg';

const COUNTS = `
  SELECT
    (SELECT count(*)::int FROM leases WHERE expires_at > now()) AS leases,
    (SELECT count(*)::int FROM pgboss.job WHERE state <= 'active' AND policy = 'exclusive'
      AND start_after <= now()) AS "queued jobs",
    (SELECT count(*)::int FROM discovery_jobs WHERE ended_at IS NULL) AS discoveries,
    (SELECT count(*)::int FROM import_job_days WHERE ended_at IS NULL) AS "days to import"`;

/** A line for each kind of which there is something. */
export async function leftBehind(databaseUrl) {
  const client = new pg.Client({ connectionString: databaseUrl });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query(COUNTS);
    return Object.entries(rows[0])
      .filter(([, count]) => count > 0)
      .map(([what, count]) => `${count} ${what}`);
  } catch (error) {
    return [`the database: ${error.message}`];
  } finally {
    await client.end().catch(() => undefined);
  }
}
