import { ConfigError, forgetPostgresVariables, readConfig } from '../src/config.js';

describe('configuration', () => {
  it('needs nothing: every variable has a default', () => {
    expect(readConfig({})).toMatchObject({
      port: 3000,
      host: '127.0.0.1',
      databaseUrl: null,
      role: 'all',
      liverc: {
        baseUrl: 'https://{slug}.liverc.com',
        catalogueUrl: 'https://live.liverc.com/',
        maxConcurrency: 10,
        enabled: true,
        demo: null,
        monthTimeoutSeconds: 15,
        dayTimeoutSeconds: 25,
      },
      discovery: { openMonthTtlSeconds: 600, rangeMonthsCap: 12, rangeTimeoutSeconds: 90 },
      liveDay: { intervalSeconds: 30 },
      auth: { mode: 'open', trustedBind: false },
    });
  });

  it('lists every problem in one message, with the value that is wrong', () => {
    const environment = {
      PORT: 'http',
      DATABASE_URL: 'mysql://localhost',
      ROLE: 'boss',
      LIVERC_BASE_URL: 'https://liverc.com',
      LIVERC_CONTACT: 'caf\u00e9',
      HOST: '999.1.1.1',
      LIVERC_MAX_CONCURRENCY: '0',
      LIVERC_ENABLED: 'yes',
      CORS_ORIGINS: 'https://club.example, club.example/path',
    };

    const problems = problemsOf(environment);

    expect(problems).toHaveLength(9);
    for (const name of Object.keys(environment)) {
      expect(problems.filter((problem) => problem.includes(name))).toHaveLength(1);
    }
    expect(problems).toContain('PORT must be a whole number from 0 to 65535, but is "http"');
  });

  it.each([
    ['DATABASE_URL', 'mysql://u:s3cretPW@h/db'],
    ['DATABASE_URL', 'u:s3cretPW@h/db'],
    ['DATABASE_URL', 's3cretPW'],
    ['DATABASE_URL', 'postgres://u:s3cretPW@'],
    ['DATABASE_URL', 'postgres://u:s3cretPW%@h/db'],
    ['DATABASE_URL', 'postgres:/u:s3cretPW@h/db'],
    ['DATABASE_URL', 'postgres://u:s3cretPW#@h/db'],
    ['REDIS_URL', 'http://:s3cretPW@h'],
    ['REDIS_URL', 'redis://:s3cretPW@h/laps'],
    ['REDIS_URL', ':s3cretPW@h'],
    ['LIVERC_BASE_URL', 'https://u:s3cretPW@{slug}.h'],
    ['LIVERC_BASE_URL', 'https://h/x?key=s3cretPW'],
    ['LIVERC_CATALOGUE_URL', 'https://u:s3cretPW@h/'],
    ['LIVERC_CATALOGUE_URL', 'ftp://u:s3cretPW@h/'],
    ['CORS_ORIGINS', 'https://a.example,https://u:s3cretPW@h'],
    ['HOST', 'u:s3cretPW@h'],
  ])('says that %s is wrong without repeating a secret in it: %s', (name, value) => {
    const problems = problemsOf({ [name]: value });

    expect(problems).toEqual([expect.stringContaining(name)]);
    expect(problems.join()).not.toContain('s3cret');
  });

  it('says how the address of a database begins, and that a % in it has to be encoded', () => {
    expect(problemsOf({ DATABASE_URL: 'mysql://localhost' })).toEqual([
      'DATABASE_URL must be a URL that begins with postgres:// or postgresql://, ' +
        'but begins with "mysql://"',
    ]);
    expect(problemsOf({ DATABASE_URL: 'postgres://u:a#b@h/db' })).toEqual([
      "DATABASE_URL can't be read as a URL: signs such as @ : / # ? in a password are written " +
        'as %40 %3A %2F %23 %3F',
    ]);
    expect(problemsOf({ DATABASE_URL: 'postgres://u:100%@h/db' })).toEqual([
      'DATABASE_URL holds a % that stands for itself: write it as %25',
    ]);
  });

  it('leaves PostgreSQL no variable that was set for another server', () => {
    const environment = { PGSSLMODE: 'require', PGOPTIONS: '-c x=y', PORT: '3000', PAGER: 'less' };
    forgetPostgresVariables(environment);

    expect(environment).toEqual({ PORT: '3000', PAGER: 'less' });
  });

  it.each([
    'https://x.example/?a={slug}',
    'https://{slug}.x.example/{slug}',
    'https://me@{slug}.x.example',
    'https://x{slug}.example',
    'ftp://{slug}.x.example',
    'https://x.example/a{slug}',
  ])('refuses %s as the address of tracks', (LIVERC_BASE_URL) => {
    expect(problemsOf({ LIVERC_BASE_URL })).toEqual([expect.stringContaining('LIVERC_BASE_URL')]);
  });

  it.each([
    'https://{slug}.liverc.com',
    'http://127.0.0.1:3999/{slug}',
    'http://{slug}.localhost:3999/base',
    'https://proxy.example/liverc/{slug}/site',
  ])('takes %s as the address of tracks', (LIVERC_BASE_URL) => {
    expect(readConfig({ LIVERC_BASE_URL }).liverc.baseUrl).toBe(LIVERC_BASE_URL);
  });

  it.each([
    { HOST: '0.0.0.0' },
    { HOST: '::' },
    { HOST: '192.168.0.7' },
    { NODE_ENV: 'production' },
  ])('requires sign-in with %j', (environment) => {
    expect(readConfig(environment).auth.mode).toBe('required');
  });

  it('refuses to be open to the network, unless somebody vouches for it', () => {
    expect(problemsOf({ HOST: '0.0.0.0', AUTH_MODE: 'open' })).toEqual([
      expect.stringContaining('AUTH_TRUSTED_BIND=true'),
    ]);
    const vouched = { HOST: '0.0.0.0', AUTH_MODE: 'open', AUTH_TRUSTED_BIND: 'true' };
    expect(readConfig(vouched).auth.mode).toBe('open');
  });

  it.each<Record<string, string>>([
    { OIDC_ISSUER: 'https://id.club.example' },
    { OIDC_CLIENT_ID: 'trackside', OIDC_CLIENT_SECRET: 's3cret' },
  ])('takes no half of an OpenID Connect provider: %j', (environment) => {
    expect(problemsOf(environment)).toEqual([expect.stringContaining('set all three, or none')]);
    expect(problemsOf(environment).join()).not.toContain('s3cret');
  });

  it('knows no proxy unless the environment names one', () => {
    expect(readConfig({}).liverc.proxies).toEqual({ https: null, http: null, except: [] });
  });

  it.each([
    { HTTPS_PROXY: 'http://me:s3cret@proxy.example:3128', HTTP_PROXY: 'https://plain.example/' },
    { https_proxy: 'http://me:s3cret@proxy.example:3128/', http_proxy: 'https://plain.example' },
  ])('reads proxies and whom they are not for, in either case', (environment) => {
    const { proxies } = readConfig({ ...environment, no_proxy: 'a.example, .b.example c' }).liverc;
    expect(proxies).toEqual({
      https: 'http://me:s3cret@proxy.example:3128/',
      http: 'https://plain.example/',
      except: ['a.example', '.b.example', 'c'],
    });
  });

  it('takes host and port alone for a proxy, and lower case before upper', () => {
    const environment = { https_proxy: 'inner.example:3128', HTTPS_PROXY: 'http://outer.example' };
    expect(readConfig(environment).liverc.proxies.https).toBe('http://inner.example:3128/');
  });

  it.each(['socks5://me:s3cret@proxy.example:1080', 'http://me:s3cret@:3128', 'http://%'])(
    'refuses %s as a proxy, without telling its value',
    (value) => {
      expect(problemsOf({ HTTPS_PROXY: value })).toEqual([
        'HTTPS_PROXY must be the URL of an HTTP proxy, like http://proxy.example:3128',
      ]);
    },
  );

  it('takes another address for listening, of the server behind a pooler', () => {
    const DATABASE_LISTEN_URL = 'postgres://me@server.example/laps';
    const config = readConfig({
      DATABASE_URL: 'postgres://me@pooler.example/laps',
      DATABASE_LISTEN_URL,
    });
    expect(config.databaseListenUrl).toBe(DATABASE_LISTEN_URL);
    expect(problemsOf({ DATABASE_LISTEN_URL })).toEqual([
      expect.stringContaining('without DATABASE_URL'),
    ]);
  });

  it('never shows demo data in production', () => {
    expect(problemsOf({ NODE_ENV: 'production', LIVERC_DEMO: 'true' })).toEqual([
      expect.stringContaining('LIVERC_DEMO'),
    ]);
  });
});

function problemsOf(environment: Record<string, string>): string[] {
  try {
    readConfig(environment);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}
