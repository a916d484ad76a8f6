/**
 * Measures how many pages a second a running simulator serves: raw keep-alive sockets, one request
 * at a time on each, bodies counted and thrown away.
 *
 *   node bench/pages-per-second.mjs http://127.0.0.1:3999/ [seconds] [sockets]
 *
 * Each kind of page is asked for cold (every address once) and warm (a thousand again and again).
 */
import { connect } from 'node:net';

const [origin = 'http://127.0.0.1:3999/', seconds = '5', sockets = '16'] = process.argv.slice(2);
const { hostname, port } = new URL(origin);

async function truth(path) {
  const response = await fetch(new URL(`/__admin/truth/${path}`, origin));
  return response.json();
}

/** Sends the paths in turn on one socket until `next` has no more; resolves to the bytes read. */
function drive(next) {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: hostname, port: Number(port), noDelay: true });
    let bytes = 0;
    let missing = 0;
    let head = Buffer.alloc(0);
    const ask = () => {
      const path = next();
      if (path === undefined) return socket.end();
      socket.write(`GET ${path} HTTP/1.1\r\nHost: ${hostname}\r\n\r\n`);
    };
    socket.on('connect', ask).on('error', reject);
    socket.on('close', () => resolve(bytes));
    socket.on('data', (chunk) => {
      bytes += chunk.length;
      if (missing > 0) missing -= chunk.length;
      else {
        head = head.length === 0 ? chunk : Buffer.concat([head, chunk]);
        const end = head.indexOf('\r\n\r\n');
        if (end < 0) return;
        const length = Number(/content-length: (\d+)/i.exec(head.toString('latin1', 0, end))?.[1]);
        missing = length - (head.length - end - 4);
        head = Buffer.alloc(0);
      }
      if (missing === 0) ask();
    });
  });
}

async function measure(name, paths, once) {
  const until = performance.now() + Number(seconds) * 1000;
  let asked = 0;
  const next = () => {
    if (performance.now() > until || (once && asked >= paths.length)) return undefined;
    return paths[asked++ % paths.length];
  };
  const started = performance.now();
  const bytes = await Promise.all(Array.from({ length: Number(sockets) }, () => drive(next)));
  const elapsed = (performance.now() - started) / 1000;
  const size = bytes.reduce((sum, part) => sum + part, 0) / asked / 1000;
  console.log(
    `${name}: ${Math.round(asked / elapsed)} pages/s (${asked} pages, ${size.toFixed(1)} kB each)`,
  );
}

async function linksOn(path, pattern) {
  const page = await (await fetch(new URL(path, origin))).text();
  return [...new Set([...page.matchAll(pattern)].map(([, link]) => link))];
}

const tracks = await truth('tracks');
const calendars = [];
const days = [];
const sessions = [];
for (const { slug } of tracks.slice(0, 250)) {
  for (const month of (await truth(`${slug}/months`)).slice(0, 36)) {
    calendars.push(`/${slug}/practice/?p=calendar&d=${month}`);
  }
}
// Days are learnt from calendars, so that none is generated before it is measured.
for (const { slug } of tracks.slice(250, 330)) {
  for (const month of (await truth(`${slug}/months`)).slice(0, 12)) {
    const calendar = `/${slug}/practice/?p=calendar&d=${month}`;
    const links = await linksOn(calendar, /href="(\/practice\/\?p=session_list[^"]*)"/g);
    days.push(...links.map((link) => `/${slug}${link}`));
  }
}
for (const day of days.slice(-200)) {
  const links = await linksOn(day, /href="(\/practice\/\?p=view_session[^"]*)"/g);
  sessions.push(...links.map((link) => `/${day.split('/')[1]}${link}`));
}
days.splice(-200);

// Races are learnt from their truth: their events have been driven when they are measured.
const events = [];
const races = [];
for (const { slug } of tracks.slice(0, 60)) {
  for (const { source_event_id: id } of (await truth(`${slug}/events`)).slice(0, 12)) {
    events.push(`/${slug}/results/?p=view_event&id=${id}`);
  }
}
for (const { slug } of tracks.slice(60, 80)) {
  for (const { source_event_id: event } of (await truth(`${slug}/events`)).slice(0, 4)) {
    const ids = (await truth(`${slug}/event/${event}`)).races.map((race) => race.source_race_id);
    races.push(...ids.map((id) => `/${slug}/results/?p=view_race_result&id=${id}`));
  }
}

await measure('calendars, cold', calendars, true);
await measure('calendars, warm', calendars.slice(0, 1000), false);
await measure('days, cold', days, true);
await measure('days, warm', days.slice(0, 1000), false);
await measure('sessions, cold', sessions, true);
await measure('sessions, warm', sessions.slice(0, 1000), false);
await measure('events, cold', events, true);
await measure('races, cold', races, true);
await measure('races, warm', races.slice(0, 200), false);
