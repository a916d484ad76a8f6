import type { LookupAddress } from 'node:dns';
import { promisify } from 'node:util';
import { FORBIDDEN_ADDRESS, guardedLookup } from './guarded-lookup.js';

function lookupWith(addresses: string[]) {
  const found = addresses.map((address): LookupAddress => {
    return { address, family: address.includes(':') ? 6 : 4 };
  });
  const lookup = guardedLookup((_hostname, done) => done(null, found));
  return promisify<string, object, unknown>(lookup as never);
}

describe('guardedLookup', () => {
  it('gives public addresses, all or the first', async () => {
    const lookup = lookupWith(['1.1.1.1', '2606:4700::1111']);
    expect(await lookup('abc.example', { all: true })).toEqual([
      { address: '1.1.1.1', family: 4 },
      { address: '2606:4700::1111', family: 6 },
    ]);
    expect(await lookup('abc.example', {})).toBe('1.1.1.1');
  });

  it.each([['127.0.0.1'], ['1.1.1.1', '10.0.0.1'], ['::1'], ['::ffff:1.1.1.1'], ['100.64.0.1']])(
    'refuses a name that leads to %s %s',
    async (...addresses) => {
      const lookup = lookupWith(addresses);
      await expect(lookup('abc.example', { all: true })).rejects.toMatchObject({
        code: FORBIDDEN_ADDRESS,
      });
    },
  );

  it('fails for a name without address', async () => {
    await expect(lookupWith([])('abc.example', {})).rejects.toMatchObject({ code: 'ENOTFOUND' });
  });

  it('refuses localhost as the system resolves it', async () => {
    const lookup = promisify<string, object, unknown>(guardedLookup() as never);
    await expect(lookup('localhost', { all: true })).rejects.toMatchObject({
      code: FORBIDDEN_ADDRESS,
    });
  });
});
