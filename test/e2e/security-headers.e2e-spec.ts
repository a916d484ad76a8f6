import { trackside } from './support/trackside-fixture.js';

describe('the headers that browsers are given', () => {
  const stage = trackside({ keepsData: true });

  const headersOf = async (
    environment: Record<string, string>,
    headers: Record<string, string> = {},
  ): Promise<Headers[]> => {
    await stage.restart(environment);
    const answers = ['/api/v1/tracks', '/api/docs', '/nothing', '/api/v1/%E0%A4%A'].map(
      async (path) => new Headers((await stage.agent.get(path).set(headers)).headers),
    );
    return Promise.all(answers);
  };

  it('allow what the page needs from here, and nothing from elsewhere', async () => {
    const [answer, docs, nothing] = await headersOf({});

    for (const headers of [answer!, docs!, nothing!]) {
      expect(headers.get('content-security-policy')!.split(';').sort()).toEqual([
        "base-uri 'self'",
        "connect-src 'self'",
        "default-src 'none'",
        "font-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "img-src 'self' data:",
        "object-src 'none'",
        "script-src 'self'",
        "script-src-attr 'none'",
        "style-src 'self' 'unsafe-inline'",
      ]);
      expect(headers.get('x-frame-options')).toBe('DENY');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
    }
  });

  it('name no page to another site, and ask for no camera, place or payment', async () => {
    for (const headers of await headersOf({})) {
      expect(headers.get('referrer-policy')).toBe('same-origin');
      expect(headers.get('permissions-policy')!.split(', ')).toEqual([
        'accelerometer=()',
        'camera=()',
        'display-capture=()',
        'geolocation=()',
        'gyroscope=()',
        'hid=()',
        'magnetometer=()',
        'microphone=()',
        'midi=()',
        'payment=()',
        'serial=()',
        'usb=()',
        'xr-spatial-tracking=()',
      ]);
    }
  });

  it('come with the refusal of who may not call, too', async () => {
    const environment = { AUTH_MODE: 'required', TRUST_PROXY: 'true' };
    const [answer, docs, nothing] = await headersOf(environment, { 'x-forwarded-proto': 'https' });

    for (const headers of [answer!, docs!, nothing!]) {
      expect(headers.get('x-request-id')).not.toBeNull();
      expect(headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('strict-transport-security')).toBe('max-age=31536000');
    }
  });

  it('bind nobody to TLS who came without it', async () => {
    for (const headers of await headersOf({})) {
      expect(headers.get('strict-transport-security')).toBeNull();
    }
    const believed = await headersOf({}, { 'x-forwarded-proto': 'https' });
    expect(believed.map((headers) => headers.get('strict-transport-security'))).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });

  it('bind this host alone to TLS where a trusted proxy says that it is used', async () => {
    const [answer, docs, nothing] = await headersOf(
      { TRUST_PROXY: 'true' },
      { 'x-forwarded-proto': 'https' },
    );

    for (const headers of [answer!, docs!, nothing!]) {
      expect(headers.get('strict-transport-security')).toBe('max-age=31536000');
    }
  });
});
