/** What is to be sent; a body of text goes out as UTF-8. */
export interface Answer {
  status: number;
  headers?: Record<string, string>;
  contentType?: string;
  body: string | Buffer;
}

export function htmlAnswer(body: string | Buffer, status = 200): Answer {
  return { status, body };
}

export function jsonAnswer(value: unknown, status = 200): Answer {
  return { status, contentType: 'application/json; charset=utf-8', body: JSON.stringify(value) };
}
