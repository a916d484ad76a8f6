// Compares what is served with the site's truth.

/** What differs of a month, a line each. */
export async function judgeTrack(site, api, { slug, month }) {
  const { practice_days: trueDays } = await site.truth(`${slug}/month/${month}`);
  const { practice_days: served, month: state } = await api.discover(slug, month, false);
  const { practice_days: imported } = await api.search(slug, month);
  const wrong = [];
  const say = (what) => wrong.push(`${slug} ${month}: ${what}`);
  if (state.status !== 'complete') say(`is ${state.status}, missing ${state.missing_dates}`);
  const importedDates = new Set(imported.map(({ date }) => date));
  const dates = served.map(({ date }) => date).filter((date) => !importedDates.has(date));
  for (const date of dates) {
    if (!trueDays.some((day) => day.date === date)) say(`${date} is served and gone`);
  }
  for (const { date } of trueDays) {
    const { sessions } = await site.truth(`${slug}/day/${date}`);
    const day = served.find((one) => one.date === date);
    if (!day) say(`${date} is not served`);
    else judgeRows(date, day.sessions, sessions, say);
    const event = imported.find((one) => one.date === date);
    if (event) await judgeLaps(api, event, sessions, say);
  }
  return wrong;
}

function judgeRows(date, served, sessions, say) {
  const rows = (list) =>
    list
      .map((one) => `${one.source_session_id} ${one.driver_name} ${one.lap_count}`)
      .sort()
      .join('; ');
  if (rows(served) !== rows(sessions)) {
    say(`${date} has ${served.length} sessions, not these ${sessions.length}`);
  }
}

async function judgeLaps(api, { event_id: id, date }, sessions, say) {
  const { data } = await api.get(`/practice-days/${id}/sessions?include_laps=true`);
  const laps = new Map(data.items.map((one) => [one.source_session_id, one]));
  if (laps.size !== sessions.length) say(`the imported ${date} has ${laps.size} sessions`);
  for (const session of sessions) {
    const served = laps.get(session.source_session_id);
    const times = (list) => list.map((lap) => lap.lap_time_seconds).join();
    if (!served || times(served.laps) !== times(session.laps)) {
      say(`session ${session.source_session_id} of ${date} lacks laps (${served?.laps_state})`);
    }
  }
}
