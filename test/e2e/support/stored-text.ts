/** Everything in the database but pages as LiveRC sent them, as one text. */
export async function storedText(
  query: (sql: string) => Promise<Record<string, unknown>[]>,
): Promise<string> {
  const tables = await query(
    `SELECT table_schema || '.' || table_name AS name FROM information_schema.tables
     WHERE table_schema IN ('public', 'pgboss') AND table_type = 'BASE TABLE'`,
  );
  const texts: unknown[] = [];
  for (const { name } of tables) {
    texts.push([name, await query(`SELECT to_jsonb(t) - 'content' AS row FROM ${String(name)} t`)]);
  }
  return JSON.stringify(texts);
}

/** Where one of these stands in a text, short enough to be read in a failure. */
export function tracesIn(text: string, traces: readonly string[]): string[] {
  return traces.flatMap((trace) => {
    const at = text.indexOf(trace);
    return at < 0 ? [] : [text.slice(Math.max(0, at - 80), at + 80)];
  });
}
