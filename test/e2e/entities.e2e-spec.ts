import { getDataSourceToken } from '@nestjs/typeorm';
import { Simulator } from '@trackside/simulator';
import { migrateDatabase } from '@trackside/database';
import type { DataSource } from 'typeorm';
import { SCHEMA } from '../../apps/api/src/schema/schema.js';
import { RACES_BEYOND_TYPEORM } from './support/race-schema.js';
import { createDatabase, query, startTrackside, type Trackside } from './support/trackside.js';
import { WEBHOOKS_BEYOND_TYPEORM } from './support/webhook-schema.js';

const NO_LOG = { info: () => {}, error: () => {} };

/**
 * What TypeORM's schema builder can't express, or compares by its name alone, as PostgreSQL prints it;
 * everything else stands in the entities.
 */
const BEYOND_TYPEORM: readonly { reason: string; definitions: readonly string[] }[] = [
  {
    reason: 'TypeORM compares which columns an index has, not their order.',
    definitions: [
      'CREATE INDEX events_of_track ON public.events USING btree (track_id, start_date)',
      'CREATE INDEX import_jobs_of_track ON public.import_jobs USING btree (track_id, ' +
        'created_at)',
      'CREATE INDEX practice_days_of_month ON public.practice_days USING btree ' +
        '(track_id, month)',
      'CREATE INDEX practice_sessions_of_day ON public.practice_sessions USING btree ' +
        '(day_id, "position")',
      'CREATE INDEX practice_sessions_of_driver ON public.practice_sessions USING btree ' +
        '(driver_key, day_id)',
      'CREATE UNIQUE INDEX allowances_pkey ON public.allowances USING btree (who, kind)',
      'CREATE UNIQUE INDEX job_claims_pkey ON public.job_claims USING btree (job_id, user_id)',
      'CREATE UNIQUE INDEX discovery_job_months_pkey ON public.discovery_job_months USING ' +
        'btree (job_id, month)',
      'CREATE UNIQUE INDEX events_track_id_source_event_id_key ON public.events USING ' +
        'btree (track_id, source_event_id)',
      'CREATE UNIQUE INDEX favourites_pkey ON public.favourites USING btree (user_id, ' +
        'track_id)',
      'CREATE UNIQUE INDEX hidden_drivers_pkey ON public.hidden_drivers USING btree (day_id, ' +
        'number)',
      'CREATE UNIQUE INDEX hidden_drivers_token_key ON public.hidden_drivers USING btree (day_id, ' +
        'token)',
      'CREATE UNIQUE INDEX idempotency_keys_pkey ON public.idempotency_keys USING btree ' +
        '(user_id, key)',
      'CREATE UNIQUE INDEX import_job_days_pkey ON public.import_job_days USING btree ' +
        '(job_id, day_id)',
      'CREATE UNIQUE INDEX month_dashboards_pkey ON public.month_dashboards USING btree ' +
        '(track_id, month)',
      'CREATE UNIQUE INDEX practice_day_witnesses_pkey ON public.practice_day_witnesses ' +
        'USING btree (day_id, fingerprint)',
      'CREATE UNIQUE INDEX practice_days_track_id_date_key ON public.practice_days USING ' +
        'btree (track_id, date)',
      'CREATE UNIQUE INDEX practice_laps_pkey ON public.practice_laps USING btree ' +
        '(session_id, lap_number)',
      'CREATE UNIQUE INDEX practice_months_pkey ON public.practice_months USING btree ' +
        '(track_id, month)',
      'CREATE UNIQUE INDEX unfinished_months_pkey ON public.unfinished_months USING btree ' +
        '(track_id, month)',
      'CREATE INDEX user_accounts_of_provider ON public.user_accounts USING btree ' +
        '(provider_id, account_id)',
      'CREATE INDEX page_changes_of_owner ON public.page_changes USING btree (owner_id, id)',
      'CREATE INDEX vault_pages_seen ON public.vault_pages USING btree (seen_at, id)',
      'CREATE UNIQUE INDEX vault_pages_content_key ON public.vault_pages USING btree (kind, ' +
        'slug, parameters, hash)',
    ],
  },
  {
    reason: 'TypeORM does not compare the condition of an index.',
    definitions: [
      'CREATE UNIQUE INDEX discovery_jobs_open ON public.discovery_jobs USING btree (track_id, ' +
        'start_date, end_date, refresh, skip_covered) WHERE (ended_at IS NULL)',
      'CREATE INDEX practice_days_removed ON public.practice_days USING btree ' +
        '(removed_at) WHERE (removed_at IS NOT NULL)',
      'CREATE INDEX practice_days_wanting_laps ON public.practice_days USING btree (id) ' +
        'WHERE laps_wanted',
      'CREATE INDEX practice_days_with_removals ON public.practice_days USING btree ' +
        '(sessions_removed_at) WHERE (sessions_removed_at IS NOT NULL)',
      'CREATE INDEX practice_sessions_failed ON public.practice_sessions USING btree ' +
        '(laps_failed_at) WHERE (laps_error_code IS NOT NULL)',
      'CREATE INDEX practice_sessions_of_transponder ON public.practice_sessions USING ' +
        'btree (transponder, day_id) WHERE (transponder IS NOT NULL)',
      'CREATE INDEX vault_pages_of_owner ON public.vault_pages USING btree (owner_id) WHERE ' +
        '(owner_id IS NOT NULL)',
    ],
  },
  {
    reason:
      'TypeORM compares the name of a foreign key, its table and what a deletion does, not its columns.',
    definitions: [
      'api_keys api_keys_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE',
      'user_accounts user_accounts_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ' +
        'ON DELETE CASCADE',
      'user_sessions user_sessions_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ' +
        'ON DELETE CASCADE',
      'discovery_job_months discovery_job_months_job_id_fkey FOREIGN KEY (job_id) REFERENCES ' +
        'discovery_jobs(id) ON DELETE CASCADE',
      'discovery_jobs discovery_jobs_track_id_fkey FOREIGN KEY (track_id) REFERENCES tracks(id)',
      'event_lists event_lists_track_id_fkey FOREIGN KEY (track_id) REFERENCES tracks(id)',
      'events events_track_id_fkey FOREIGN KEY (track_id) REFERENCES tracks(id)',
      'favourites favourites_track_id_fkey FOREIGN KEY (track_id) REFERENCES tracks(id) ' +
        'ON DELETE CASCADE',
      'hidden_names hidden_names_track_id_fkey FOREIGN KEY (track_id) REFERENCES tracks(id)',
      'import_job_days import_job_days_job_id_fkey FOREIGN KEY (job_id) REFERENCES ' +
        'import_jobs(id) ON DELETE CASCADE',
      'import_jobs import_jobs_track_id_fkey FOREIGN KEY (track_id) REFERENCES tracks(id)',
      'month_dashboards month_dashboards_track_id_fkey FOREIGN KEY (track_id) REFERENCES ' +
        'tracks(id) ON DELETE CASCADE',
      'practice_day_witnesses practice_day_witnesses_day_id_fkey FOREIGN KEY (day_id) ' +
        'REFERENCES practice_days(id) ON DELETE CASCADE',
      'practice_days practice_days_track_id_fkey FOREIGN KEY (track_id) REFERENCES ' + 'tracks(id)',
      'practice_laps practice_laps_session_id_fkey FOREIGN KEY (session_id) REFERENCES ' +
        'practice_sessions(id) ON DELETE CASCADE',
      'practice_months practice_months_track_id_fkey FOREIGN KEY (track_id) REFERENCES ' +
        'tracks(id)',
      'practice_sessions practice_sessions_day_id_fkey FOREIGN KEY (day_id) REFERENCES ' +
        'practice_days(id) ON DELETE CASCADE',
      'prefetched_tracks prefetched_tracks_track_id_fkey FOREIGN KEY (track_id) REFERENCES ' +
        'tracks(id) ON DELETE CASCADE',
      'privacy_requests privacy_requests_track_id_fkey FOREIGN KEY (track_id) REFERENCES tracks(id)',
      'running_days running_days_track_id_fkey FOREIGN KEY (track_id) REFERENCES tracks(id)',
      'saved_searches saved_searches_track_id_fkey FOREIGN KEY (track_id) REFERENCES tracks(id) ' +
        'ON DELETE CASCADE',
      'track_searches track_searches_track_id_fkey FOREIGN KEY (track_id) REFERENCES ' +
        'tracks(id) ON DELETE CASCADE',
      'unfinished_months unfinished_months_track_id_fkey FOREIGN KEY (track_id) REFERENCES ' +
        'tracks(id) ON DELETE CASCADE',
    ],
  },
  {
    reason: 'TypeORM compares the name of a check alone.',
    definitions: [
      'catalogue_readings catalogue_readings_id_check CHECK (id)',
      'liverc_switch liverc_switch_id_check CHECK (id)',
      "set_up_links set_up_links_role_check CHECK ((role = ANY (ARRAY['user'::text, " +
        "'admin'::text])))",
      "users users_role_check CHECK ((role = ANY (ARRAY['user'::text, 'admin'::text])))",
      "tracks tracks_status_check CHECK ((status = ANY (ARRAY['racing'::text, " +
        "'practice'::text, 'idle'::text])))",
    ],
  },
  {
    reason: 'TypeORM knows no triggers and no functions.',
    definitions: [
      'CREATE TRIGGER practice_sessions_driver_key BEFORE INSERT OR UPDATE OF ' +
        'driver_name, driver_key, driver_hidden, day_id ON public.practice_sessions FOR EACH ROW ' +
        'EXECUTE FUNCTION set_driver_key()',
      'CREATE OR REPLACE FUNCTION public.set_driver_key()\n' +
        ' RETURNS trigger\n' +
        ' LANGUAGE plpgsql\n' +
        'AS $function$\n' +
        '       BEGIN\n' +
        '         NEW.driver_key := CASE WHEN NEW.driver_hidden\n' +
        "           THEN 'HIDDEN ' || NEW.day_id || ' ' || NEW.driver_name ELSE " +
        "left(lower(regexp_replace(btrim(normalize(NEW.driver_name, NFC)), '\\s+', ' ', " +
        "'g')), 200) END;\n" +
        '         RETURN NEW;\n' +
        '       END $function$\n',
      'CREATE TRIGGER practice_days_tell_insert AFTER INSERT ON public.practice_days REFERENCING NEW TABLE AS ' +
        'changed FOR EACH STATEMENT EXECUTE FUNCTION tell_practice_changes()',
      'CREATE TRIGGER practice_days_tell_update AFTER UPDATE ON public.practice_days REFERENCING NEW TABLE AS ' +
        'changed FOR EACH STATEMENT EXECUTE FUNCTION tell_practice_changes()',
      'CREATE TRIGGER practice_days_tell_delete AFTER DELETE ON public.practice_days REFERENCING OLD TABLE AS ' +
        'changed FOR EACH STATEMENT EXECUTE FUNCTION tell_practice_changes()',
      'CREATE TRIGGER practice_days_tell_truncate AFTER TRUNCATE ON public.practice_days FOR EACH ' +
        'STATEMENT EXECUTE FUNCTION tell_practice_emptied()',
      'CREATE TRIGGER practice_months_tell_insert AFTER INSERT ON public.practice_months REFERENCING NEW TABLE AS ' +
        'changed FOR EACH STATEMENT EXECUTE FUNCTION tell_practice_changes()',
      'CREATE TRIGGER practice_months_tell_update AFTER UPDATE ON public.practice_months REFERENCING NEW TABLE AS ' +
        'changed FOR EACH STATEMENT EXECUTE FUNCTION tell_practice_changes()',
      'CREATE TRIGGER practice_months_tell_delete AFTER DELETE ON public.practice_months REFERENCING OLD TABLE AS ' +
        'changed FOR EACH STATEMENT EXECUTE FUNCTION tell_practice_changes()',
      'CREATE TRIGGER practice_months_tell_truncate AFTER TRUNCATE ON public.practice_months FOR EACH ' +
        'STATEMENT EXECUTE FUNCTION tell_practice_emptied()',
      'CREATE TRIGGER tracks_tell_month_list AFTER UPDATE ON public.tracks REFERENCING OLD TABLE ' +
        'AS before NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION ' +
        'tell_month_list_changes()',
      'CREATE OR REPLACE FUNCTION public.tell_practice_changes()\n' +
        ' RETURNS trigger\n' +
        ' LANGUAGE plpgsql\n' +
        'AS $function$\n' +
        '  BEGIN\n' +
        "    PERFORM pg_notify('trackside_practice', track_id::text)\n" +
        '    FROM (SELECT DISTINCT track_id FROM changed) AS tracks_changed;\n' +
        '    RETURN NULL;\n' +
        '  END $function$\n',
      'CREATE OR REPLACE FUNCTION public.tell_month_list_changes()\n' +
        ' RETURNS trigger\n' +
        ' LANGUAGE plpgsql\n' +
        'AS $function$\n' +
        '  BEGIN\n' +
        "    PERFORM pg_notify('trackside_practice', changed.id::text)\n" +
        '    FROM changed JOIN before ON before.id = changed.id\n' +
        '    WHERE changed.practice_months IS DISTINCT FROM before.practice_months;\n' +
        '    RETURN NULL;\n' +
        '  END $function$\n',
      'CREATE OR REPLACE FUNCTION public.tell_practice_emptied()\n' +
        ' RETURNS trigger\n' +
        ' LANGUAGE plpgsql\n' +
        'AS $function$\n' +
        '  BEGIN\n' +
        "    PERFORM pg_notify('trackside_practice', '');\n" +
        '    RETURN NULL;\n' +
        '  END $function$\n',
    ],
  },
  {
    reason: 'TypeORM knows sequences of generated columns alone.',
    definitions: ['sequence practice_reading_order bigint from 1 by 1'],
  },
  {
    reason: 'TypeORM does not compare how an identity begins, nor whether it can be overruled.',
    definitions: [
      'column page_changes id generated  identity a collation -',
      'sequence page_changes_id_seq bigint from 1 by 1',
      'column vault_pages id generated  identity a collation -',
      'sequence vault_pages_id_seq bigint from 1 by 1',
    ],
  },
  RACES_BEYOND_TYPEORM,
  WEBHOOKS_BEYOND_TYPEORM,
];

/** Everything of these kinds that there is in our tables' schema, named and printed by PostgreSQL. */
const PRINT = `
  SELECT pg_get_indexdef(indexrelid) AS line FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid
  WHERE t.relnamespace = 'public'::regnamespace AND t.relname <> 'migrations'
    AND (i.indnatts > 1 OR i.indpred IS NOT NULL OR i.indexprs IS NOT NULL)
  UNION ALL
  SELECT conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid)
  FROM pg_constraint
  WHERE connamespace = 'public'::regnamespace AND contype NOT IN ('p', 'u', 'n')
  UNION ALL
  SELECT pg_get_triggerdef(g.oid) FROM pg_trigger g JOIN pg_class t ON t.oid = g.tgrelid
  WHERE t.relnamespace = 'public'::regnamespace AND NOT g.tgisinternal
  UNION ALL
  SELECT pg_get_functiondef(oid) FROM pg_proc WHERE pronamespace = 'public'::regnamespace
  UNION ALL
  SELECT concat_ws(' ', 'sequence', sequencename, data_type, 'from', start_value, 'by', increment_by)
  FROM pg_sequences WHERE schemaname = 'public' AND sequencename <> 'migrations_id_seq'
  UNION ALL
  SELECT concat_ws(' ', 'column', t.relname, a.attname, 'generated', a.attgenerated, 'identity',
    a.attidentity, 'collation', a.attcollation::regcollation, pg_get_expr(d.adbin, d.adrelid))
  FROM pg_attribute a JOIN pg_class t ON t.oid = a.attrelid JOIN pg_type y ON y.oid = a.atttypid
  LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
  WHERE t.relnamespace = 'public'::regnamespace AND t.relkind = 'r' AND a.attnum > 0
    AND (a.attgenerated <> '' OR a.attidentity <> '' OR a.attcollation <> y.typcollation)`;

describe('the entities', () => {
  const simulator = new Simulator({ tracks: 3 });
  let databaseUrl: string;
  let trackside: Trackside;
  let database: DataSource;

  beforeAll(async () => {
    databaseUrl = await createDatabase();
    await migrateDatabase(databaseUrl, NO_LOG, SCHEMA);
    trackside = await startTrackside(databaseUrl, await simulator.start());
    database = trackside.app.get<DataSource>(getDataSourceToken());
  });

  afterAll(async () => {
    await trackside?.close();
    await simulator.stop();
  });

  it('that the modules register are one for each table that the migrations make', async () => {
    const tables = await query<{ name: string }>(
      databaseUrl,
      `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace
         AND relkind IN ('r', 'p', 'v', 'm', 'f') AND relname <> 'migrations'`,
    );

    expect(database.entityMetadatas.map(({ tableName }) => tableName).sort()).toEqual(
      tables.map(({ name }) => name).sort(),
    );
    expect(database.entityMetadatas.every(({ synchronize }) => synchronize)).toBe(true);
  });

  it('leave the schema builder of TypeORM nothing to change after all migrations', async () => {
    const { upQueries } = await database.driver.createSchemaBuilder().log();

    expect(upQueries.map((change) => change.query)).toEqual([]);
  });

  it("are completed by a literal list of what TypeORM can't express", async () => {
    const printed = await query<{ line: string }>(databaseUrl, PRINT);

    const listed = BEYOND_TYPEORM.flatMap(({ definitions }) => definitions);
    expect(listed.toSorted()).toEqual(printed.map(({ line }) => line).sort());
  });
});
