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
