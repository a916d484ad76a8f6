import type { LiveRecord } from '@trackside/contracts';
import { createParser } from 'eventsource-parser';
import { type Reachable, trackId, until } from './trackside.js';

type RecordOf<Type extends LiveRecord['type']> = Extract<LiveRecord, { type: Type }>;

/** A client of the stream of a running day. */
export class LiveFollower {
  readonly records: LiveRecord[] = [];
  /** Of the last record that bore one. */
  lastEventId: string | undefined;
  /** The stream has ended, by itself or because the client left. */
  readonly ended: Promise<void>;
  private readonly leaving = new AbortController();

  constructor({ url }: Reachable, slug: string, lastEventId?: string) {
    const query = new URLSearchParams({ track_id: trackId(slug) });
    const address = `${url}/api/v1/practice-days/live/stream?${query}`;
    const headers: Record<string, string> = { accept: 'text/event-stream' };
    if (lastEventId) headers['last-event-id'] = lastEventId;
    this.ended = this.read(address, headers).catch(() => undefined);
  }

  of<Type extends LiveRecord['type']>(type: Type): RecordOf<Type>[] {
    return this.records.filter((record): record is RecordOf<Type> => record.type === type);
  }

  /** Ids of the sessions whose laps were told. */
  get sessionsRead(): Set<string> {
    const read = this.of('session').filter(({ session }) => session.laps_state === 'read');
    return new Set(read.map(({ session }) => session.source_session_id));
  }

  /** Waits for so many records of a type. */
  async until(type: LiveRecord['type'], count = 1, patienceMs?: number): Promise<void> {
    await until(() => this.of(type).length >= count, patienceMs);
  }

  leave(): Promise<void> {
    this.leaving.abort();
    return this.ended;
  }

  private async read(address: string, headers: Record<string, string>): Promise<void> {
    const response = await fetch(address, { headers, signal: this.leaving.signal });
    const parser = createParser({
      onEvent: ({ event, id, data }) => {
        const record = JSON.parse(data) as LiveRecord;
        expect(event).toBe(record.type);
        this.records.push(record);
        this.lastEventId = id ?? this.lastEventId;
      },
    });
    for await (const text of response.body!.pipeThrough(new TextDecoderStream())) {
      parser.feed(text);
    }
  }
}
