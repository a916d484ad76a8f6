import { stripVTControlCharacters } from 'node:util';
import { pino } from 'pino';
import { terminalLog } from '../src/terminal-log.js';

const MONTH = { msg: 'month discovered', track: 'tallowick', year: 2026, month: 9 };

describe('a line on a terminal', () => {
  it('tells which month was read or why it was not, and no month that was known', () => {
    const lines = linesOf((log) => {
      log.info({ ...MONTH, source: 'liverc', durationMs: 1_234 });
      log.info({ ...MONTH, source: null, reason: 'LiveRC did not answer' });
      log.info({ ...MONTH, source: 'store', reason: '2 days are missing' });
      log.info({ ...MONTH, source: 'cache' });
    });

    expect(lines).toEqual([
      'INFO: tallowick 2026-09 read from LiveRC in 1.2 s',
      'INFO: tallowick 2026-09 could not be read: LiveRC did not answer',
      'INFO: tallowick 2026-09 is not all read: 2 days are missing',
    ]);
  });

  it('shows warnings with their reason, and errors with their stack', () => {
    const lines = linesOf((log) => {
      log.warn({ msg: 'session not read', track: 'tallowick', reason: 'the page is cut' });
      log.error(new Error('a mistake of ours'));
    });

    expect(lines.slice(0, 3)).toEqual([
      'WARN: session not read: the page is cut',
      'ERROR: a mistake of ours',
      'Error: a mistake of ours',
    ]);
    expect(lines[3]).toMatch(/^at /);
  });

  it('stays one line, and colours nothing, whatever a name holds', () => {
    const name = 'Ines\r\n[12:00:00] WARN: all is well\u001B[2J\u009B31m\0\u202Egpj\u2028';
    const shown =
      'Ines\\u000d\\u000a[12:00:00] WARN: all is well' +
      '\\u001b[2J\\u009b31m\\u0000\\u202egpj\\u2028';
    const told: string[] = [];
    const log = pino(
      {},
      terminalLog(true, (text) => told.push(text)),
    );
    log.warn({ msg: 'session not read', reason: name });
    log.warn({ ...MONTH, track: name, source: null });
    log.error(new Error(name));

    expect(told[0]).toContain(`session not read: ${shown}`);
    expect(told[1]).toContain(`${shown} 2026-09 could not be read`);
    for (const text of told.map(stripVTControlCharacters)) {
      expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202E\u2028]/u);
      expect(text).not.toMatch(/^\[12:00:00\]/m);
    }
  });

  it('leaves out routes and answered requests, unless somebody looks for a fault', () => {
    const work = (log: pino.Logger) => {
      log.info({ context: 'RouterExplorer', msg: 'Mapped {/healthz, GET} route' });
      log.info({ req: { id: 'a' }, res: { status: 200 }, msg: 'request completed' });
    };

    expect(linesOf(work)).toEqual([]);
    expect(linesOf(work, true)[0]).toBe('INFO: Mapped {/healthz, GET} route');
  });
});

/** What is written, without colours and times of day. */
function linesOf(work: (log: pino.Logger) => void, everything = false): string[] {
  let text = '';
  work(
    pino(
      {},
      terminalLog(everything, (more) => (text += more)),
    ),
  );
  const lines = stripVTControlCharacters(text).split('\n');
  return lines.map((line) => line.replace(/^\[[\d:]+\] /, '').trim()).filter(Boolean);
}
