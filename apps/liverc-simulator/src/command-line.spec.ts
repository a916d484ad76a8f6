import { readFileSync } from 'node:fs';
import { readCommandLine } from './command-line.js';
import { FAULT_TYPES } from './faults/fault-rules.js';
import { HELP } from './help.js';

describe('the command line', () => {
  it('is read into options, and what is left out keeps its default', () => {
    const { options, help, exitWithParent } = readCommandLine([
      ...['--port', '3999', '--today', '2025-11-20', '--seed', '7', '--latency-median', '300'],
      ...['--when-full', 'reject', '--exit-with-parent'],
    ]);
    expect(options).toEqual({
      port: 3999,
      today: '2025-11-20',
      seed: 7,
      latency: { medianMs: 300, whenFull: 'reject' },
    });
    expect([help, exitWithParent]).toEqual([false, true]);
  });

  it('names the flag whose value can not be', () => {
    expect(() => readCommandLine(['--port', 'x'])).toThrow('--port must be a number from 0 on');
    expect(() => readCommandLine(['--seed', '-1'])).toThrow();
    expect(() => readCommandLine(['--when-full', 'explode'])).toThrow('wait or reject');
    expect(() => readCommandLine(['--unknown'])).toThrow('--unknown');
  });

  it('is explained in full, in the help and in the README', () => {
    for (const flag of ['port', 'host', 'today', 'seed', 'tracks', 'max-concurrent', 'help']) {
      expect(HELP).toContain(`--${flag} `);
    }
    for (const type of Object.keys(FAULT_TYPES)) expect(HELP).toContain(type);
    expect(readFileSync(new URL('../README.md', import.meta.url), 'utf8')).toContain(HELP);
  });
});
