/** What TypeORM can't express, or compares by its name alone, of race events; as PostgreSQL prints it. */
export const RACES_BEYOND_TYPEORM = {
  reason: 'Of race events: order and conditions of indexes, foreign keys, triggers.',
  definitions: [
    'CREATE INDEX event_jobs_of_event ON public.event_jobs USING btree (event_id, created_at)',
    'CREATE INDEX event_pages_of_event ON public.event_pages USING btree (event_id, "position")',
    'CREATE INDEX races_of_event ON public.races USING btree (event_id, "position")',
    'CREATE UNIQUE INDEX event_entries_pkey ON public.event_entries USING btree (event_id, row_number)',
    'CREATE UNIQUE INDEX event_jobs_open ON public.event_jobs USING btree (event_id) WHERE ' +
      '(ended_at IS NULL)',
    'CREATE UNIQUE INDEX event_ranking_rows_pkey ON public.event_ranking_rows USING btree ' +
      '(page_id, row_number)',
    'CREATE UNIQUE INDEX race_results_pkey ON public.race_results USING btree (race_id, row_number)',
    'CREATE TRIGGER event_jobs_note_ended AFTER UPDATE OF ended_at ON public.event_jobs FOR EACH ROW ' +
      "WHEN ((new.ended_at IS NOT NULL)) EXECUTE FUNCTION note_webhook_news('import.finished', 'id')",
    'CREATE TRIGGER event_jobs_note_final AFTER UPDATE OF ended_at ON public.event_jobs FOR EACH ROW ' +
      "WHEN ((new.state = 'completed'::text)) EXECUTE FUNCTION " +
      "note_webhook_news('event.results_final', 'event_id')",
    ...(
      [
        ['event_entries', 'event_id', 'events'],
        ['event_jobs', 'event_id', 'events'],
        ['event_pages', 'event_id', 'events'],
        ['event_ranking_rows', 'page_id', 'event_pages'],
        ['event_readings', 'event_id', 'events'],
        ['race_results', 'race_id', 'races'],
        ['races', 'event_id', 'events'],
      ] as const
    ).map(
      ([table, column, referenced]) =>
        `${table} ${table}_${column}_fkey FOREIGN KEY (${column}) REFERENCES ${referenced}(id) ` +
        'ON DELETE CASCADE',
    ),
  ],
};
