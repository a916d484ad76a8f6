/** What tells of a change whose page it is, without the page's own columns. */
const COLUMNS = `owner_id, changed_at, old_read_at, kind, source_id, sorted_by, row_label, driver_name,
  field, old, new`;

/** Whether something was read when the day was over everywhere: from then on it does not grow. */
const isOver = (readAt: string, day: string): string =>
  `(${readAt} AT TIME ZONE 'UTC' - interval '12 hours')::date > ${day}.date`;

const field = (name: string, old: string, now: string): string =>
  `('${name}', to_jsonb(${old}), to_jsonb(${now}))`;

const ROW_FIELDS = [
  ...['driver_name', 'transponder', 'class_name', 'started_at', 'duration_seconds', 'lap_count'],
  ...['fastest_lap_seconds', 'average_lap_seconds'],
].map((name) => field(name, `s.${name}`, `read.${name}`));

/**
 * Notes what the rows of a day page, `read`, show otherwise than is stored, of an imported day that was
 * over when they were read before. As part of the statement that stores them it sees what was there.
 *
 * @param saved SQL that gives a row if the page is stored
 */
export const noteDayChanges = (saved: string): string => `
  INSERT INTO page_changes (${COLUMNS})
  SELECT :dayId, :readAt, before.summarised_at, 'day', before.date::text, '',
    to_char(read.started_at, 'HH24:MI:SS'), read.driver_name, told.field, told.old, told.new
  FROM practice_days before CROSS JOIN read
  LEFT JOIN practice_sessions s ON s.id = read.id
  CROSS JOIN LATERAL (
    SELECT * FROM (VALUES ${ROW_FIELDS.join(', ')}) AS row (field, old, new)
    WHERE s.day_id = before.id AND s.removed_at IS NULL AND old IS DISTINCT FROM new
      AND NOT (field IN ('driver_name', 'transponder')
        AND (s.driver_hidden OR coalesce(read.driver_hidden, false)))
    UNION ALL SELECT 'listed', to_jsonb(false), to_jsonb(true)
    WHERE s.id IS NULL OR s.day_id = before.id AND s.removed_at IS NOT NULL
  ) told
  WHERE before.id = :dayId AND before.imported_at IS NOT NULL
    AND ${isOver('before.summarised_at', 'before')} AND EXISTS (${saved})
  ORDER BY read.position DESC`;

/** Sessions that LiveRC shows no more; `marked` names them. */
export const NOTE_REMOVED = `
  INSERT INTO page_changes (${COLUMNS})
  SELECT d.id, :at, d.summarised_at, 'day', d.date::text, '', to_char(marked.started_at, 'HH24:MI:SS'),
    marked.driver_name, 'listed', to_jsonb(true), to_jsonb(false)
  FROM marked JOIN practice_days d ON d.id = :dayId
  WHERE d.imported_at IS NOT NULL AND ${isOver('d.summarised_at', 'd')}`;

const FIGURES = [
  ['top_3_consecutive_seconds', ':top3::float8'],
  ['average_top_5_seconds', ':top5::float8'],
  ['average_top_10_seconds', ':top10::float8'],
  ['average_top_15_seconds', ':top15::float8'],
  ['standard_deviation_seconds', ':deviation::float8'],
  ['consistency_percent', ':consistency::float8'],
].map(([name, now]) => field(name!, `s.${name}`, now!));

/**
 * Notes what a session's own page shows otherwise: figures and laps. `session` is the row that gets
 * them; of a day that was over when its laps were read before.
 */
export const NOTE_LAPS = `
  INSERT INTO page_changes (${COLUMNS})
  SELECT :dayId, :readAt, s.laps_read_at, 'session', s.source_session_id, '',
    to_char(s.started_at, 'HH24:MI:SS'), session.driver_name, told.field, told.old, told.new
  FROM session JOIN practice_sessions s ON s.id = session.id
  JOIN practice_days d ON d.id = s.day_id
  CROSS JOIN LATERAL (
    SELECT 0 AS lap, row.* FROM (VALUES ${FIGURES.join(', ')}) AS row (field, old, new)
    UNION ALL SELECT coalesce(known.lap_number, now.lap_number), changed.*
    FROM (SELECT * FROM practice_laps WHERE session_id = s.id) known
    FULL JOIN unnest(:numbers::integer[], :seconds::float8[], :areValid::boolean[])
      AS now (lap_number, lap_time_seconds, is_valid) ON now.lap_number = known.lap_number
    CROSS JOIN LATERAL (VALUES
      ('laps.' || coalesce(known.lap_number, now.lap_number) || '.lap_time_seconds',
        to_jsonb(known.lap_time_seconds), to_jsonb(now.lap_time_seconds)),
      ('laps.' || coalesce(known.lap_number, now.lap_number) || '.is_valid',
        to_jsonb(known.is_valid), to_jsonb(now.is_valid))) AS changed (field, old, new)
  ) told
  WHERE s.laps_read_at IS NOT NULL AND ${isOver('s.laps_read_at', 'd')}
    AND told.old IS DISTINCT FROM told.new
    AND EXISTS (SELECT FROM practice_laps WHERE session_id = s.id)
  ORDER BY told.lap DESC, told.field DESC`;
