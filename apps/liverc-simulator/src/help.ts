/** What `--help` prints; the README holds the same text. */
export const HELP = `A stand-in for liverc.com: invented tracks, drivers and laps in the real site's markup, over real
HTTP, with latency and faults on demand. The same seed and day give the same site, and every page
follows from its address alone. Nobody real is meant.

  npm run simulator
  node dist/server/apps/liverc-simulator/src/main.js --port 3999 --today 2025-11-20

Options
  --port N                port; 0 takes any free one (0)
  --host ADDRESS          address to listen on (127.0.0.1)
  --today YYYY-MM-DD      the site's own day, which never moves (the computer's date)
  --seed N                another number, another site (1)
  --tracks N              tracks in the catalogue (1100)
  --latency-median MS     median time before an answer starts, lognormal (0)
  --latency-sigma X       deviation of its logarithm (0)
  --max-concurrent N      most requests that the site works on at a time; 0 without limit (0)
  --when-full WORD        what happens to the others: wait, or reject with a 503 (wait)
  --exit-with-parent      stop when standard input closes
  --help                  this text

Addresses
  /                                            the catalogue
  /{slug}/                                     dashboard; also http://{slug}.localhost:PORT/
  /{slug}/practice/?p=calendar&d=2025-10       a month; without d the current one
  /{slug}/practice/?p=session_list&d=2025-10-25
  /{slug}/practice/?p=view_session&id=N
  /{slug}/events    /{slug}/results/?p=view_event&id=N
  …/results/?p=view_race_result&id=N    …view_entry_list&id=EVENT    …event_overall_ranking&id=EVENT
  …view_points&id=N    …view_round_ranking&id=N&o=laps_time    …view_multi_main_result&id=N
  …view_heat_sheet&id=N
An unknown track is a 404. A date or a number that can't be gets a page that has nothing to do with
it, with status 200.

Tracks that every seed has
  tallowick           a club track: practice in most months, 2 to 9 days each, events
  marrowgate          a busy track: 20 and more days in each month, up to 600 sessions a day
  zephyrdale          another one, featured, with quotes and < > in its name
  emberlow            no practice and no events, ever
  pebblefold          practice in a single month
  larchmere           practice, but no events
  sorrelandvetchtoys  linked as SorrelAndVetchToys, & in its name
  quillstead          an apostrophe in its name
  kestrelhaven, umbermarch      letters beyond ASCII in their names
  fallowridge, fallowridge2     two tracks of one name

Truth: GET /__admin/truth/…
  tracks    {slug}/months    {slug}/month/2025-10    {slug}/day/2025-10-25
  {slug}/session/N    {slug}/events    {slug}/event/N    {slug}/event-shapes
The fields have the names of the API. A day's sessions come with their laps; detail holds what only
the session's own page prints, where invalid laps do not count. An event comes with its classes,
entries, rankings, races, results and laps, and with its shape: what it is like and what is odd.
event-shapes lists those of all events, to find one by.

Requests: GET, DELETE /__admin/requests
  total, in_flight, max_in_flight, aborted_by_client, by_page, by_url, and the newest 1,000 records.

Latency: GET, PUT /__admin/latency
  {"medianMs": 300, "sigma": 0.4, "maxConcurrent": 20, "whenFull": "wait"}; what is left out stays.
  The time of a page depends on seed and address alone.

robots.txt: GET, PUT, DELETE /__admin/robots
  {"status": 503}, {"text": "User-agent: *\\nDisallow: /"}, {"hops": 6}, {"location": "/x"}, {"hangs": true},
  {"kilobytes": 600}; no page: neither counted nor struck by faults; asked names the hosts.

Late uploads: POST, DELETE /__admin/late-uploads
  {"slug": "tallowick", "date": "2025-10-04", "count": 3}

Race events: POST, DELETE /__admin/events
  {"slug": "marrowgate", "id": 264230, "racesRun": 12, "encodedLinks": true}
  What is left out stays; DELETE takes everything back, late uploads too. Today's events have run
  until 15:00, those to come have entries alone. Most other changes some events have of themselves.
  racesRun N              so many races of the programme have been run: raise it, and the event grows
  hiddenRaces [N, …]      races that the event's page lacks for a while
  protested [N, …]        races whose winner lost a lap after a protest; other results follow
  misprint                one race prints a wrong average of its winner; the truth tells both
  wrongPoints             one driver's qualifying points of a round are wrong; the truth tells both
  withoutLaps             one race has figures, but no laps
  statusWords             DNS, DNF and DQ in place of positions
  equalPositions          two drivers of a race share a position
  namesakes               two drivers of one name in one race
  oddNames                names with quotes, a backslash and what looks like </script>
  encodedLinks            links write _ as %5F
  withoutLabels           the event's page tells of races no more than the class
  postedLate              times of completion are out of order
  resultsQualify          the best result qualifies, all points are 0
  firstRound              practice, seeding or null
  qualifyingRounds, countedRounds, nitroSeconds     1 to 8 rounds; length of nitro A mains
  tripleMains, semis      electric mains are run three times; large nitro classes have semi-finals
  big                     120 races of 10 drivers and 15 laps

Faults: GET, PUT, DELETE /__admin/faults
  A list of rules; of those that match, the first that strikes decides.
  {"match": {"page": "day", "slug": "tallowick", "month": "2025-10"},
   "probability": 0.02, "times": 3, "after": 1, "effect": {"type": "status", "status": 503}}
  match        page (catalogue, dashboard, calendar, day, session, events, event, entry-list, race,
               points, round-ranking, multi-main, overall, heat-sheet, other), slug, month (of a
               calendar or a day), date, id, url (a part of it); none matches all
  probability  0 to 1 (1)
  seed         decides which requests a probability strikes (the simulator's)
  times        how often it strikes (without end; once for late-upload and removed-sessions)
  after        matching requests that pass unharmed first (0)

Effects (defaults in brackets)
  status {status, retryAfter?}          an error page; retryAfter in seconds or an HTTP date
  hang                                  no byte, ever
  hang-after-headers
  hang-mid-body {bytes}                 (half of the page)
  slow-bytes {bytesPerSecond}           (1000)
  delay {ms}
  connection-reset {afterBytes}         (0)
  wrong-month {month}                   (the month before)
  wrong-date {date}                     (the day before)
  other-track {slug}                    (the first other one)
  other-race {id}                       (the next of the event)
  page-name {name}                      called otherwise than in the catalogue
  unrelated-page, login-page, empty-body, json, binary, utf-16
  cut-page {at}                         a part from 0 to 1 (0.5)
  bad-gzip {damage}                     sum, cut, rest: bytes behind its end (sum)
  raw-deflate, latin-1
  changed-markup {change}               table-gone, columns-moved, columns-moved-with-heads,
                                        row-without-link, row-without-id, row-without-time,
                                        row-without-name, heading-gone, title-gone,
                                        months-gone, totals-gone, totals-wrong, laps-broken
  first-name {html}                     the first row's name, printed as given; of a race in its
                                        script, too
  redirect {status, location, hops}     to location, or hops times and then the page (a loop)
  huge-page {megabytes}                 (16)
  gzip-bomb {megabytes}                 unpacked size (1024)
  huge-headers {kilobytes}              (1024)
  nested-tags {depth}                   (100000)
  extra-rows {rows, ids}                on a day page, unknown to its totals (3)
  short-page {rows}                     the first rows are left out, totals stay (3)
  stale-page                            as it was before late uploads, removals and changed events
  asked-month-listed                    the list of months gains the asked month
  late-upload {sessions, date}          from the first match on, in truth as well
  removed-sessions {sessions, date}     likewise
`;
