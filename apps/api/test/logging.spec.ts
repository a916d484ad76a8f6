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

  it('holds the rest of the address as it came', () => {
    const url = '/api/v1/events/search?track_id=t-1&start_date=2025-10-01&end_date=2025-10-31';

    expect(addressOf(url)).toBe(url);
    expect(addressOf('/api/v1/status')).toBe('/api/v1/status');
  });
});
