import { pino } from 'pino';
import type { Options } from 'pino-http';
import { loggerOptions } from '../src/logging.js';

describe('a line of the access log', () => {
  const addressOf = (url: string): unknown => {
    const { pinoHttp } = loggerOptions('info');
    const options = (Array.isArray(pinoHttp) ? pinoHttp[0] : pinoHttp) as Options;
    const serialize = options.serializers!['req']!;
    return (serialize({ id: 'r-1', method: 'GET', url }) as { url: string }).url;
  };

  it.each([
    ['/api/v1/drivers?track_id=t-1&name=Ines%20Caldwell', '/api/v1/drivers?track_id=t-1&name=…'],
    ['/api/v1/drivers?n%61me=Ines&limit=50', '/api/v1/drivers?name=…&limit=50'],
    ['/api/v1/drivers?name[]=Ines+Caldwell', '/api/v1/drivers?name[]=…'],
    [
      '/api/v1/drivers/export?name=a%26b&transponder=4127793&format=csv',
      '/api/v1/drivers/export?name=…&transponder=…&format=csv',
    ],
    [
      '/api/v1/practice-days/search?driver=Ines&class=Buggy',
      '/api/v1/practice-days/search?driver=…&class=…',
    ],
    ['/api/v1/tracks/t-1/drivers?q=ine', '/api/v1/tracks/t-1/drivers?q=…'],
    ['/driver?track=t-1&name=Ines', '/driver?track=…&name=…'],
    ['/api/v1/drivers?%E0%A4%A=Ines&name', '/api/v1/drivers?…&…'],
    ['/api/v1/drivers?Ines', '/api/v1/drivers?…'],
  ])('names no driver: %s', (url, logged) => {
    expect(addressOf(url)).toBe(logged);
  });

  it.each([
    ['/api/v1/tracks?key=Tk-7&token=Tk-8', '/api/v1/tracks?key=…&token=…'],
    ['/?access_token=Tk-7&limit=5', '/?access_token=…&limit=5'],
    ['/api/auth/callback?code=Tk-7&state=Tk-8', '/api/auth/callback?code=…&state=…'],
  ])('holds no secret of an address: %s', (url, logged) => {
    expect(addressOf(url)).toBe(logged);
  });

  it('holds no header of a request or of its answer, and so no key, cookie or password', () => {
    const { pinoHttp } = loggerOptions('trace');
    const { serializers } = (Array.isArray(pinoHttp) ? pinoHttp[0] : pinoHttp) as Options;
    const headers = { authorization: 'Bearer Tk-7', cookie: 'session=Tk-8' };
    const answered = { statusCode: 200, headers: { 'set-cookie': 'session=Tk-9' } };

    expect(serializers!['req']!({ id: 'r-1', method: 'GET', url: '/', headers })).toEqual({
      id: 'r-1',
      method: 'GET',
      url: '/',
    });
    expect(serializers!['res']!(answered)).toEqual({ status: 200 });
  });

  it('stays one line whatever is said in it', () => {
    let written = '';
    const log = pino({}, { write: (text) => void (written += text) });
    log.warn({ reason: 'Ines\r\n{"level":30}' }, 'session\nnot read');

    expect(written.split('\n')).toEqual([expect.stringContaining('session\\nnot read'), '']);
    expect(written).not.toContain('\r');
  });

  it.each([
    ['00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01', '0af7651916cd43dd8448eb211c80319c'],
    [
      '01-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-x',
      '0af7651916cd43dd8448eb211c80319c',
    ],
    ['00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-x', undefined],
    ['ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01', undefined],
    ['00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01', undefined],
    ['00-00000000000000000000000000000000-b7ad6b7169203331-01', undefined],
    ['00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01', undefined],
    [`01-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-${'x'.repeat(600)}`, undefined],
    ['00-0af7651916cd43dd8448eb211c80319c', undefined],
    ['\u0000', undefined],
    [undefined, undefined],
  ])('names the trace of whoever asks, if it is one: %s', (traceparent, traceId) => {
    const { pinoHttp } = loggerOptions('info');
    const { customProps } = (Array.isArray(pinoHttp) ? pinoHttp[0] : pinoHttp) as Options;
    const props = (customProps as (request: object) => { trace_id?: string } | undefined)({
      headers: { traceparent },
    });

    expect(props?.trace_id).toBe(traceId);
  });

  it('holds the rest of the address as it came', () => {
    const url = '/api/v1/events/search?track_id=t-1&start_date=2025-10-01&end_date=2025-10-31';

    expect(addressOf(url)).toBe(url);
    expect(addressOf('/api/v1/status')).toBe('/api/v1/status');
  });
});
