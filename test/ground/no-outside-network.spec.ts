import { get } from 'node:http';
import { connect, createServer, type AddressInfo } from 'node:net';
import axios from 'axios';

const REFUSED = 'Tests must not leave this machine';

describe('a test', () => {
  it('can not reach another machine by name or by address', async () => {
    expect(() => connect(80, '192.0.2.1')).toThrow(REFUSED);
    expect(() => get('http://example.invalid/')).toThrow(REFUSED);
    await expect(axios.get('http://192.0.2.1/')).rejects.toThrow(REFUSED);
    await expect(fetch('https://example.invalid/')).rejects.toMatchObject({
      cause: { message: expect.stringContaining(REFUSED) },
    });
  });

  it("can not reach one through a look-up of the caller's own", async () => {
    const lookup = (_name: string, _options: object, found: LookupCallback): void =>
      found(null, '192.0.2.1', 4);
    const socket = connect({ host: 'example.invalid', port: 80, lookup: lookup as never });
    const error = await new Promise<Error>((resolve) => socket.once('error', resolve));

    expect(error.message).toContain('example.invalid (192.0.2.1)');
  });

  it('reaches servers on this machine', async () => {
    const server = createServer((socket) => socket.end('here'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const said = await new Promise((resolve) => {
      connect(port, 'localhost').once('data', (chunk) => resolve(chunk.toString()));
    });

    expect(said).toBe('here');
    server.close();
  });
});

type LookupCallback = (error: Error | null, address: string, family: number) => void;
