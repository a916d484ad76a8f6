import type { DestinationStream } from 'pino';
import { prettyFactory } from 'pino-pretty';

/** What a line of the log holds, as far as a person at a terminal is told of it. */
interface LogRecord {
  level: number;
  msg?: string;
  context?: string;
  /** Of an answered request. */
  res?: object;
  err?: { stack?: string };
  /** Of a month that was discovered. */
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

/**
 * The log for a person at a terminal: a short line for each month that LiveRC was asked for, warnings
 * and errors. What needs more is found by programs, in the JSON that everybody else is given.
 *
 * @param everything leaves no line out, for who looks for a fault
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
      if (everything || isWorthALine(JSON.parse(line) as LogRecord)) print(prettify(line));
    },
  };
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
