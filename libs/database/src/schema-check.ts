import type { Schema } from './schema.js';

/** Whoever runs SQL: a data source, or a connection. */
export interface SqlRunner {
  query(sql: string): Promise<unknown>;
}

/**
 * One line for each thing in the schema, in the words of `Schema.expected`. An index that PostgreSQL
 * doesn't use, because building it was cut off, is none. Expressions are left out: versions of
 * PostgreSQL print them differently.
 */
const DESCRIBE_SCHEMA = `
  WITH tables AS (
    SELECT oid, relname FROM pg_class
    WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p')
      AND relname NOT IN ('migrations', 'typeorm_metadata')
  )
  SELECT 'table ' || relname AS line FROM tables
  UNION ALL
  SELECT 'column ' || t.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
    || CASE WHEN a.attnotnull THEN ' not null' ELSE '' END
    || CASE WHEN a.attgenerated <> '' THEN ' generated'
            WHEN a.attidentity <> '' THEN ' identity'
            WHEN a.atthasdef THEN ' default' ELSE '' END
  FROM tables t JOIN pg_attribute a ON a.attrelid = t.oid
  WHERE a.attnum > 0 AND NOT a.attisdropped
  UNION ALL
  SELECT 'index ' || i.indexrelid::regclass || ' on ' || t.relname
    || CASE WHEN i.indisunique THEN ' unique' ELSE '' END
  FROM tables t JOIN pg_index i ON i.indrelid = t.oid
  WHERE i.indisvalid AND i.indisready
  UNION ALL
  SELECT 'constraint ' || c.conname || ' on ' || t.relname
  FROM tables t JOIN pg_constraint c ON c.conrelid = t.oid
  WHERE c.contype IN ('c', 'f') AND c.convalidated
  UNION ALL
  SELECT 'trigger ' || g.tgname || ' on ' || t.relname
  FROM tables t JOIN pg_trigger g ON g.tgrelid = t.oid
  WHERE NOT g.tgisinternal AND g.tgenabled <> 'D'
  UNION ALL
  SELECT 'sequence ' || s.relname FROM pg_class s
  WHERE s.relnamespace = current_schema()::regnamespace AND s.relkind = 'S'
    AND s.relname <> 'migrations_id_seq'
  ORDER BY 1`;

/** Every table's columns, indexes, constraints and triggers, sorted, as `Schema.expected` has them. */
export async function describeSchema(database: SqlRunner): Promise<string[]> {
  const rows = (await database.query(DESCRIBE_SCHEMA)) as { line: string }[];
  return rows.map(({ line }) => line);
}

/**
 * What the code needs and the database lacks, in one query; what there is beside it disturbs nobody.
 *
 * @returns lines like "column import_jobs.start_date date", of a table that is not there "table
 *   favourites" alone; none when all is there
 */
export async function missingFromSchema(
  database: SqlRunner,
  expected: Schema['expected'],
): Promise<string[]> {
  const present = new Set(await describeSchema(database));
  const missing = expected.filter((line) => !present.has(line));
  return missing.filter((line) => {
    const table = `table ${tableOf(line)}`;
    return line === table || !missing.includes(table);
  });
}

/** Of "column tracks.id uuid" and of "index tracks_pkey on tracks unique". */
function tableOf(line: string): string | undefined {
  return /^table (\S+)|^column ([^.]+)|^sequence ()|^\S+ \S+ on (\S+)/
    .exec(line)
    ?.slice(1)
    .find(Boolean);
}
