import { parseArgs } from 'node:util';
import type { SimulatorOptions } from './simulator.js';

export interface CommandLine {
  help: boolean;
  exitWithParent: boolean;
  options: SimulatorOptions;
}

const FLAGS = {
  port: { type: 'string' },
  host: { type: 'string' },
  today: { type: 'string' },
  seed: { type: 'string' },
  tracks: { type: 'string' },
  'latency-median': { type: 'string' },
  'latency-sigma': { type: 'string' },
  'max-concurrent': { type: 'string' },
  'when-full': { type: 'string' },
  'exit-with-parent': { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

function readNumber(flag: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value) || value < 0) {
    throw new RangeError(`--${flag} must be a number from 0 on, not "${text}"`);
  }
  return value;
}

function readWhenFull(text: string | undefined): 'wait' | 'reject' | undefined {
  if (text === undefined || text === 'wait' || text === 'reject') return text;
  throw new RangeError(`--when-full must be wait or reject, not "${text}"`);
}

/** Leaves out what is undefined, so that defaults stay. */
function given<T extends object>(fields: T): Partial<T> {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined),
  ) as Partial<T>;
}

/** @throws TypeError for an unknown flag, RangeError for a value that can't be */
export function readCommandLine(argv: string[]): CommandLine {
  const { values } = parseArgs({ args: argv, options: FLAGS });
  const numberOf = (flag: keyof typeof FLAGS) =>
    readNumber(flag, values[flag] as string | undefined);
  const latency = given({
    medianMs: numberOf('latency-median'),
    sigma: numberOf('latency-sigma'),
    maxConcurrent: numberOf('max-concurrent'),
    whenFull: readWhenFull(values['when-full']),
  });
  const options = given({
    port: numberOf('port'),
    host: values.host,
    today: values.today,
    seed: numberOf('seed'),
    tracks: numberOf('tracks'),
  });
  return {
    help: values.help ?? false,
    exitWithParent: values['exit-with-parent'] ?? false,
    options: { ...options, latency },
  };
}
