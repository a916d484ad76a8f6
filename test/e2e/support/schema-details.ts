import { query } from './trackside.js';

/** Everything that PostgreSQL can tell of the tables and what is attached to them, sorted. */
export async function schemaDetails(databaseUrl: string): Promise<string[]> {
  const rows = await query<{ line: string }>(
    databaseUrl,
    `WITH tables AS (
       SELECT oid, relname FROM pg_class
       WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
         AND relname NOT IN ('migrations', 'typeorm_metadata'))
     SELECT concat_ws(' ', 'column', relname, attname, format_type(atttypid, atttypmod),
       'not null', attnotnull, 'generated', attgenerated, pg_get_expr(adbin, adrelid)) AS line
     FROM tables t JOIN pg_attribute a ON a.attrelid = t.oid
     LEFT JOIN pg_attrdef d ON d.adrelid = t.oid AND d.adnum = a.attnum
     WHERE attnum > 0 AND NOT attisdropped
     UNION ALL
     SELECT concat_ws(' ', pg_get_indexdef(indexrelid), indisvalid, indisready)
     FROM tables t JOIN pg_index i ON i.indrelid = t.oid
     UNION ALL
     SELECT concat_ws(' ', relname, conname, pg_get_constraintdef(c.oid), convalidated)
     FROM tables t JOIN pg_constraint c ON c.conrelid = t.oid
     UNION ALL
     SELECT pg_get_triggerdef(g.oid) FROM tables t JOIN pg_trigger g ON g.tgrelid = t.oid
     WHERE NOT tgisinternal
     UNION ALL
     SELECT pg_get_functiondef(oid) FROM pg_proc WHERE pronamespace = 'public'::regnamespace
     UNION ALL
     SELECT concat_ws(' ', 'sequence', sequencename, data_type, start_value, increment_by)
     FROM pg_sequences WHERE schemaname = 'public'
     ORDER BY 1`,
  );
  return rows.map(({ line }) => line);
}
