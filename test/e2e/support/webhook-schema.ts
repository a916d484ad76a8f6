/** What TypeORM can't express, or compares by its name alone, of webhooks; as PostgreSQL prints it. */
export const WEBHOOKS_BEYOND_TYPEORM = {
  reason: 'Of webhooks: order and conditions of indexes, foreign keys, triggers, an identity.',
  definitions: [
    'CREATE INDEX webhook_deliveries_due ON public.webhook_deliveries USING btree ' +
      "(next_attempt_at) WHERE (state = 'pending'::text)",
    'CREATE INDEX webhook_deliveries_of_webhook ON public.webhook_deliveries USING btree ' +
      '(webhook_id, created_at, id)',
    'CREATE UNIQUE INDEX webhook_deliveries_subject_key ON public.webhook_deliveries USING btree ' +
      '(webhook_id, event, subject_id)',
    'webhook_deliveries webhook_deliveries_webhook_id_fkey FOREIGN KEY (webhook_id) REFERENCES ' +
      'webhooks(id) ON DELETE CASCADE',
    'webhooks webhooks_track_id_fkey FOREIGN KEY (track_id) REFERENCES tracks(id) ON DELETE CASCADE',
    'column webhook_news id generated  identity a collation -',
    'sequence webhook_news_id_seq bigint from 1 by 1',
    'CREATE TRIGGER practice_days_note_listed AFTER INSERT ON public.practice_days FOR EACH ROW ' +
      "EXECUTE FUNCTION note_webhook_news('practice_day.listed', 'id')",
    'CREATE TRIGGER practice_sessions_note_read AFTER UPDATE OF laps_read_at, laps_outdated, ' +
      'laps_error_code ON public.practice_sessions FOR EACH ROW WHEN (((new.laps_read_at IS NOT ' +
      'NULL) AND (NOT new.laps_outdated) AND (new.laps_error_code IS NULL) AND (NOT ' +
      '((old.laps_read_at IS NOT NULL) AND (NOT old.laps_outdated) AND (old.laps_error_code IS ' +
      "NULL))))) EXECUTE FUNCTION note_webhook_news('practice_session.read', 'id')",
    'CREATE TRIGGER import_job_days_note_ended AFTER INSERT OR UPDATE OF state ON ' +
      "public.import_job_days FOR EACH ROW WHEN ((new.state <> ALL (ARRAY['queued'::text, " +
      "'running'::text]))) EXECUTE FUNCTION note_webhook_news('import.finished', 'job_id')",
    'CREATE TRIGGER import_jobs_note_ended AFTER INSERT OR UPDATE OF listed_at, cancelled_at ON ' +
      'public.import_jobs FOR EACH ROW WHEN ((new.listed_at IS NOT NULL)) EXECUTE FUNCTION ' +
      "note_webhook_news('import.finished', 'id')",
    'CREATE TRIGGER job_claims_note_claimed AFTER INSERT ON public.job_claims FOR EACH ROW ' +
      "EXECUTE FUNCTION note_webhook_news('import.finished', 'job_id')",
    'CREATE OR REPLACE FUNCTION public.note_webhook_news()\n' +
      ' RETURNS trigger\n' +
      ' LANGUAGE plpgsql\n' +
      'AS $function$\n' +
      '  BEGIN\n' +
      '    IF EXISTS (SELECT FROM webhooks\n' +
      '               WHERE TG_ARGV[0] = ANY (events) AND switched_off_at IS NULL) THEN\n' +
      '      INSERT INTO webhook_news (event, subject_id)\n' +
      '      VALUES (TG_ARGV[0], (to_jsonb(NEW) ->> TG_ARGV[1])::uuid);\n' +
      "      PERFORM pg_notify('trackside_webhooks', '');\n" +
      '    END IF;\n' +
      '    RETURN NULL;\n' +
      '  END $function$\n',
  ],
} as const;
