/*
 * Values out of scripts, without running them. Only what LiveRC prints is known: objects, lists and
 * strings in either quotes; a bare word or number is its text.
 */

export type JsLiteral = string | JsLiteral[] | Map<string, JsLiteral>;

/** Real ones are three deep. */
const MAX_DEPTH = 8;
const WORD = /[\w$.+-]+/y;
const BLANK = /\s*/y;
const ESCAPES: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', v: '\v' };

/** A list that holds more than its reader will take: it is not read to its end. */
export class ListTooLongError extends Error {}

/**
 * Reads the object or list that begins at `start`.
 *
 * @param mostItems that a list may hold
 * @returns null where it has no end or holds anything else
 * @throws ListTooLongError
 */
export function readJsLiteral(
  source: string,
  start: number,
  mostItems: number,
): { value: JsLiteral; end: number } | null {
  const reader = new LiteralReader(source, start, mostItems);
  const value = reader.readValue(0);
  return value === null ? null : { value, end: reader.at };
}

/**
 * Where a string ends that begins at `start`: behind its closing quote. As in the language it can't
 * go over the end of a line, so that a lone quote (an apostrophe in a comment) costs its line only.
 */
export function endOfString(source: string, start: number): number {
  const quote = source[start];
  for (let at = start + 1; at < source.length; at++) {
    const character = source[at];
    if (character === '\\') at++;
    else if (character === quote) return at + 1;
    else if (character === '\n' || character === '\r') return at;
  }
  return source.length;
}

class LiteralReader {
  constructor(
    private readonly source: string,
    public at: number,
    private readonly mostItems: number,
  ) {}

  readValue(depth: number): JsLiteral | null {
    if (depth > MAX_DEPTH) return null;
    const next = this.peek();
    if (next === '{') return this.readObject(depth);
    if (next === '[') return this.readList(depth);
    return this.readScalar();
  }

  private readObject(depth: number): Map<string, JsLiteral> | null {
    const members = new Map<string, JsLiteral>();
    this.at++;
    while (this.peek() !== '}') {
      const key = this.readScalar();
      if (key === null || this.peek() !== ':') return null;
      this.at++;
      const value = this.readValue(depth + 1);
      if (value === null || !this.endsItem('}')) return null;
      members.set(key, value);
    }
    this.at++;
    return members;
  }

  private readList(depth: number): JsLiteral[] | null {
    const items: JsLiteral[] = [];
    this.at++;
    while (this.peek() !== ']') {
      if (items.length === this.mostItems) throw new ListTooLongError();
      const value = this.readValue(depth + 1);
      if (value === null || !this.endsItem(']')) return null;
      items.push(value);
    }
    this.at++;
    return items;
  }

  /** A comma is passed over, also one behind the last item; the closing bracket stays. */
  private endsItem(bracket: string): boolean {
    const next = this.peek();
    if (next === ',') this.at++;
    return next === ',' || next === bracket;
  }

  private readScalar(): string | null {
    const next = this.peek();
    if (next === "'" || next === '"') return this.readString(next);
    WORD.lastIndex = this.at;
    const word = WORD.exec(this.source)?.[0];
    if (word === undefined) return null;
    this.at += word.length;
    return word;
  }

  /** Here a line may end inside: a name with one in it is better read than lost. */
  private readString(quote: string): string | null {
    const parts: string[] = [];
    let from = this.at + 1;
    for (let at = from; at < this.source.length; at++) {
      const character = this.source[at];
      if (character !== quote && character !== '\\') continue;
      parts.push(this.source.slice(from, at));
      from = at + 1;
      if (character === quote) {
        this.at = from;
        return parts.join('');
      }
      const [meaning, length] = unescape(this.source, from);
      parts.push(meaning);
      from += length;
      at = from - 1;
    }
    return null;
  }

  private peek(): string | undefined {
    BLANK.lastIndex = this.at;
    BLANK.exec(this.source);
    this.at = BLANK.lastIndex;
    return this.source[this.at];
  }
}

/** What the characters behind a backslash mean, and how many they are. */
function unescape(source: string, at: number): [string, number] {
  const code = /^(?:u([\da-f]{4})|x([\da-f]{2}))/i.exec(source.slice(at, at + 5));
  if (code) return [String.fromCharCode(parseInt(code[1] ?? code[2] ?? '', 16)), code[0].length];
  const character = source[at] ?? '';
  return [ESCAPES[character] ?? character, 1];
}
