/** A stream that somebody has open, or was refused. */
export interface OpenedStream {
  status: number;
  isOpen: () => boolean;
  /** Over when the stream is, however it ended. */
  ended: Promise<void>;
  leave: () => Promise<void>;
}

/** Opens a stream; resolves when it is refused, or its first record has come. */
export async function openStream(
  url: string,
  headers: Record<string, string>,
): Promise<OpenedStream> {
  const leaving = new AbortController();
  const response = await fetch(url, { headers, signal: leaving.signal });
  const reader = response.body!.getReader();
  let open = response.ok;
  if (open) await reader.read();
  const ended = drain(reader).finally(() => (open = false));
  const leave = (): Promise<void> => {
    leaving.abort();
    return ended;
  };
  return { status: response.status, isOpen: () => open, ended, leave };
}

async function drain(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
  try {
    while (!(await reader.read()).done);
  } catch {
    // Cut, not ended by a last record.
  }
}
