import type { Element } from 'domhandler';

import { readSeconds } from './figures.js';
import { readIsoDate, readTime24 } from './local-time.js';

/** 2,000 laps take about 500,000 characters. */
const MAX_LENGTH = 1_000_000;
const MAX_BRACKETS = 8;

/** A lap as the page's script has it. */
export interface ScriptLap {
  lapTimeSeconds: number | null;
  /** `YYYY-MM-DDTHH:MM:SS`, track-local. */
  crossedAt: string | null;
  isInvalid: boolean;
}

/**
 * Laps by number out of `var lapsObj = [...]`: JSON on one line as LiveRC serves it, or with bare
 * keys and trailing commas as formatters leave it. Nothing is evaluated; what can't be read gives
 * no laps, because the visible list of laps is the one that counts.
 */
export function findLapsInScripts(scripts: Element[]): Map<number, ScriptLap> {
  const laps = new Map<number, ScriptLap>();
  for (const entry of findEntries(scripts)) {
    const { x, lap_time, date, time, is_valid } = asRecord(entry);
    const isNumbered = typeof x === 'string' && /^\d{1,6}$/.test(x);
    if (!isNumbered || laps.has(Number(x))) continue;
    const isDated = typeof date === 'string' && typeof time === 'string';
    laps.set(Number(x), {
      lapTimeSeconds: typeof lap_time === 'string' ? readSeconds(lap_time) : null,
      crossedAt: isDated && readIsoDate(date) && readTime24(time) ? `${date}T${time}` : null,
      isInvalid: is_valid === '0',
    });
  }
  return laps;
}

function asRecord(
  value: unknown,
): Record<'x' | 'lap_time' | 'date' | 'time' | 'is_valid', unknown> {
  return (typeof value === 'object' && value !== null ? value : {}) as ReturnType<typeof asRecord>;
}

function findEntries(scripts: Element[]): unknown[] {
  for (const script of scripts) {
    const [text] = script.children;
    if (text?.type !== 'text') continue;
    const start = /\blapsObj\s{0,20}=\s{0,20}(?=\[)/.exec(text.data);
    if (!start) continue;
    const json = toJson(text.data.slice(start.index + start[0].length).slice(0, MAX_LENGTH));
    try {
      const value: unknown = JSON.parse(json ?? '[]');
      return Array.isArray(value) ? value : [];
    } catch {
      return [];
    }
  }
  return [];
}

/** A string, a word or number, a bracket, a comma; white space stands between. */
const TOKEN = /\s+|"[^"\\]*(?:\\.[^"\\]*)*"|[\w$.+-]+|[[\]{},:]/y;

/**
 * Turns the literal at the beginning of a script's rest into JSON; null where it has no end or
 * holds what no list of laps does.
 */
function toJson(source: string): string | null {
  const parts: string[] = [];
  let depth = 0;
  TOKEN.lastIndex = 0;
  do {
    const token = TOKEN.exec(source)?.[0];
    if (token === undefined) return null;
    const end = TOKEN.lastIndex;
    if (/^\s/.test(token)) continue;
    if (token === '[' || token === '{') depth++;
    if (token === ']' || token === '}') {
      depth--;
      if (parts.at(-1) === ',') parts.pop();
    }
    if (depth > MAX_BRACKETS) return null;
    const isBareKey = /^[a-z_$]/i.test(token) && /^\s*:/.test(source.slice(end, end + 20));
    parts.push(isBareKey ? `"${token}"` : token);
  } while (depth > 0);
  return parts.join('');
}
