import type { DestinationStream } from 'pino';
import { prettyFactory } from 'pino-pretty';

/** The parts of a log line that a person at a terminal is shown. */
interface LogRecord {
  level: number;
  msg?: string;
  context?: string;
  /** Set where a request was answered. */
  res?: object;
  err?: { stack?: string };
  /** Set where a month was discovered. */
  track?: string;
  year?: number;
  month?: number;
  source?: string | null;
  reason?: string;
  durationMs?: number;
}

const WARN = 40;
const ERROR = 50;
/** Nest tells how it puts the application together, with a line for each route. */
const ASSEMBLY = /^(NestFactory|NestApplication|InstanceLoader|RoutesResolver|RouterExplorer)$/;
const MONTH = 'month discovered';
/** What moves a terminal's cursor, colours it, or turns the order of letters round. */
const COMMANDS = /[\p{Cc}\u061C\u200E\u200F\u2028\u2029\u202A-\u202E\u2066-\u2069]/gu;
/** The end of a line of a stack: an error's own sentence has none. */
const STACK_LINE = /\n(?= +at |caused by: )/;

/**
 * The log for a person at a terminal: a short line for each month that LiveRC was asked for,
 * warnings and errors. Everything else gets JSON, in which programs find more.
 *
 * @param everything leaves no line out, for people who look for a fault
 */
export function terminalLog(
  everything = false,
  print: (text: string) => void = (text) => process.stdout.write(text),
): DestinationStream {
  const prettify = prettyFactory({
    translateTime: 'SYS:HH:MM:ss',
    ignore: 'pid,hostname,context',
    hideObject: !everything,
    messageFormat: (record) => describe(record as unknown as LogRecord),
  });
  return {
    write(line: string): void {
      const record = JSON.parse(line, printable) as LogRecord;
      if (everything || isWorthALine(record)) print(prettify(record));
    },
  };
}

/** A name of LiveRC stands in a line as text: it ends none, and gives the terminal no command. */
function printable(key: string, value: unknown): unknown {
  if (typeof value !== 'string') return value;
  const parts = key === 'stack' ? value.split(STACK_LINE) : [value];
  return parts.map((part) => part.replace(COMMANDS, escaped)).join('\n');
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

function isWorthALine({ level, msg, context, res, source, reason }: LogRecord): boolean {
  if (level >= WARN) return true;
  if (res || ASSEMBLY.test(context ?? '')) return false;
  return msg !== MONTH || source === 'liverc' || reason !== undefined;
}

function describe(record: LogRecord): string {
  const { level, msg = '', reason, err } = record;
  if (msg === MONTH) return describeMonth(record);
  const cause = reason ? `: ${reason}` : '';
  const stack = level >= ERROR && err?.stack ? `\n${err.stack}` : '';
  return `${msg}${cause}${stack}`;
}

function describeMonth({ track, year, month, source, reason, durationMs = 0 }: LogRecord): string {
  const name = `${track} ${year}-${String(month).padStart(2, '0')}`;
  if (source === null) return `${name} could not be read: ${reason ?? 'no reason was given'}`;
  if (reason) return `${name} is not all read: ${reason}`;
  return `${name} read from LiveRC in ${(durationMs / 1000).toFixed(1)} s`;
}
