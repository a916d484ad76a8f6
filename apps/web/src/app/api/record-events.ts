/** What a stream of records tells its reader. */
export interface RecordReader<T> {
  /** @param cursor where a later stream can go on; empty where the server gives none */
  record(record: T, cursor?: string): void;
  /** Headers are here: first time, and after each reconnection. */
  opened(): void;
  /** The connection was cut; the browser is connecting again by itself. */
  cut(): void;
  /** The connection is closed for good and the browser will not try again. */
  refused(): void;
}

/**
 * Reads a stream by the browser's own EventSource, which resends `Last-Event-ID` by itself after a cut.
 * A line that was mangled on its way is left out. The function given back closes the stream.
 */
export function openRecordEvents<T extends { type: string }>(
  url: string,
  types: readonly T['type'][],
  reader: RecordReader<T>,
): () => void {
  const source = new EventSource(url);
  source.addEventListener('open', () => reader.opened());
  source.addEventListener('error', () => {
    if (source.readyState === EventSource.CLOSED) {
      reader.refused();
    } else {
      reader.cut();
    }
  });
  for (const type of types) {
    source.addEventListener(type, (event: MessageEvent<string>) => {
      const record = read<T>(event.data);
      if (record !== null) {
        reader.record(record, event.lastEventId);
      }
    });
  }
  return () => source.close();
}

function read<T>(data: string): T | null {
  try {
    return JSON.parse(data) as T;
  } catch {
    return null;
  }
}
