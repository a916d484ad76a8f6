// Clients of the stream of a running day, as cheap as they can be: they run beside what is measured.
import { connect } from 'node:net';

/** What one session's record says first; the rest of it need not be read. */
const SESSION = /^data: \{"type":"session",.*?"source_session_id":"(\d+)"/;
const LAPS_READ = '"laps_state":"read"';

/** One client, on one replica at a time. It goes on where it was on another one. */
export class Follower {
  /** When each session was first told with its laps, by its id at LiveRC; `performance.now()`. */
  readAt = new Map();
  /** How often the stream began, and records of each type. */
  counts = new Map();
  /** Cursors in the order in which they came. */
  cursor = undefined;
  isCut = false;

  /** @param trackId of the track that is followed */
  constructor(trackId) {
    this.trackId = trackId;
  }

  /** Follows at `host:port`, from where it was. */
  follow(origin) {
    const { hostname, port, host } = new URL(origin);
    const socket = connect(Number(port), hostname);
    this.isCut = false;
    this.socket = socket;
    const resume = this.cursor ? `Last-Event-ID: ${this.cursor}\r\n` : '';
    const path = `/api/v1/practice-days/live/stream?track_id=${this.trackId}`;
    // Of HTTP/1.0, so that nothing stands between the lines.
    socket.once('connect', () => {
      socket.write(`GET ${path} HTTP/1.0\r\nHost: ${host}\r\n${resume}\r\n`);
    });
    let rest = '';
    socket.setEncoding('latin1');
    socket.on('data', (text) => {
      const lines = (rest + text).split('\n');
      rest = lines.pop();
      for (const line of lines) this.take(line);
    });
    socket.on('error', () => undefined);
    socket.once('close', () => (this.isCut = this.socket === socket));
  }

  leave() {
    const { socket } = this;
    this.socket = undefined;
    socket?.destroy();
  }

  count(type) {
    return this.counts.get(type) ?? 0;
  }

  take(line) {
    if (line.startsWith('id: ')) this.cursor = line.slice(4);
    if (line.startsWith('event: ')) {
      const type = line.slice(7);
      this.counts.set(type, this.count(type) + 1);
    }
    if (!line.includes(LAPS_READ)) return;
    const [, id] = SESSION.exec(line) ?? [];
    if (id && !this.readAt.has(id)) this.readAt.set(id, performance.now());
  }
}
