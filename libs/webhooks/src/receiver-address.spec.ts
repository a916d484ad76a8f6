import type { PrivateReach } from './options.js';
import { mayConnect, receiverAddress } from './receiver-address.js';

/** Everything that must lead nowhere, whoever asks. */
const HOSTILE = [
  '',
  ' ',
  'club.example/hook',
  '//club.example/hook',
  'ftp://club.example/hook',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'gopher://club.example:70/',
  'https://',
  'https:// club.example/',
  'https://club.example/\0',
  'https://club.example/\r\nHost: evil.example',
  'https://club.example\\@evil.example/',
  'https://user@club.example/',
  'https://:secret@club.example/',
  'https://club.example/hook#part',
  'https://club.example:22/',
  'https://club.example:25/',
  'https://club.example:6379a/',
  'https://club.example:99999/',
  'https://169.254.169.254/latest/meta-data',
  'http://169.254.169.254/latest/meta-data',
  'https://[fe80::1]/',
  'https://[::ffff:7f00:1]/',
  'https://[::ffff:169.254.169.254]/',
  'https://[64:ff9b::a9fe:a9fe]/',
  'https://0.0.0.0/',
  'https://0/',
  'https://224.0.0.1/',
  'https://255.255.255.255/',
  'https://[ff02::1]/',
  'https://[::]/',
  'http://8.8.8.8/hook',
];

/** What only an installation in a private network wants. */
const OF_A_NETWORK = [
  'https://10.0.0.1/',
  'https://172.16.3.4/',
  'https://192.168.1.1/',
  'https://100.64.0.1/',
  'https://[fd00::1]/',
  'https://results/',
  'https://results.local/hook',
  'https://board.club.internal/hook',
  'http://192.168.1.1:8080/hook',
  'http://results.lan/hook',
];

const OF_THIS_MACHINE = [
  'http://127.0.0.1:4000/hook',
  'https://127.0.0.1/hook',
  'http://0x7f.1:4000/hook',
  'http://2130706433/hook',
  'http://[::1]:4000/hook',
  'http://localhost:4000/hook',
  'http://LOCALHOST:4000/hook',
  'http://localhost.:4000/hook',
  'http://hook.localhost:4000/',
];

const REACHES: PrivateReach[] = ['none', 'loopback', 'network'];

const isTaken = (url: string, reach: PrivateReach): boolean => {
  try {
    receiverAddress(url, reach);
    return true;
  } catch (error) {
    expect(error).toMatchObject({ code: 'VALIDATION_ERROR', details: [{ field: 'url' }] });
    return false;
  }
};

describe('the address of a webhook', () => {
  it.each(HOSTILE)('is never %j', (url) => {
    expect(REACHES.map((reach) => isTaken(url, reach))).toEqual([false, false, false]);
  });

  it.each(OF_A_NETWORK)('is %s only where a private network is allowed', (url) => {
    expect(REACHES.map((reach) => isTaken(url, reach))).toEqual([false, false, true]);
  });

  it.each(OF_THIS_MACHINE)('is %s only where this machine is allowed', (url) => {
    expect(REACHES.map((reach) => isTaken(url, reach))).toEqual([false, true, true]);
  });

  it.each([
    'https://club.example/hooks/trackside?team=7',
    'https://club.example:8443/hook',
    'https://8.8.8.8/hook',
    'https://[2606:4700::1111]/hook',
    'https://bücher.example/hook',
  ])('is %s everywhere', (url) => {
    expect(REACHES.map((reach) => isTaken(url, reach))).toEqual([true, true, true]);
  });

  it('is plain http to a name only where that may be in the private network', () => {
    const taken = REACHES.map((reach) => isTaken('http://results.club.example/hook', reach));
    expect(taken).toEqual([false, false, true]);
  });

  it('is kept as it is asked for', () => {
    expect(receiverAddress('HTTPS://Club.Example:443/a/../hook', 'none')).toBe(
      'https://club.example/hook',
    );
  });
});

describe('a connection for a webhook', () => {
  it.each([
    ['127.0.0.1', [false, true, true]],
    ['::1', [false, true, true]],
    ['10.0.0.1', [false, false, true]],
    ['172.31.255.255', [false, false, true]],
    ['192.168.1.1', [false, false, true]],
    ['100.64.0.1', [false, false, true]],
    ['fd00::1', [false, false, true]],
    ['169.254.169.254', [false, false, false]],
    ['fe80::1', [false, false, false]],
    ['224.0.0.1', [false, false, false]],
    ['ff02::1', [false, false, false]],
    ['0.0.0.0', [false, false, false]],
    ['::', [false, false, false]],
    ['255.255.255.255', [false, false, false]],
    ['::ffff:127.0.0.1', [false, false, false]],
    ['::ffff:10.0.0.1', [false, false, false]],
    ['64:ff9b::10.0.0.1', [false, false, false]],
    ['192.0.2.1', [false, false, false]],
    ['2001:db8::1', [false, false, false]],
    ['no address', [false, false, false]],
  ])('to %s is made at reaches %j', (address, expected) => {
    expect(REACHES.map((reach) => mayConnect(address, 'https:', reach))).toEqual(expected);
  });

  it('to a public address is made over TLS alone', () => {
    const made = REACHES.map((reach) => [
      mayConnect('8.8.8.8', 'https:', reach),
      mayConnect('8.8.8.8', 'http:', reach),
    ]);
    expect(made).toEqual([
      [true, false],
      [true, false],
      [true, false],
    ]);
  });
});
