// Which proxy stands between here and LiveRC. The rules are those of the API's own
// (libs/liverc-scraper/src/client/proxies.ts); a test holds both to the same table.
import { BlockList, isIP } from 'node:net';
import { setting } from './environment.mjs';

/** What the environment says, in lower case first; a value that can't be is left to the API. */
export function proxySettings() {
  const read = (name) => (setting(name.toLowerCase()) ?? setting(name) ?? '').trim();
  return {
    https: proxyUrl(read('HTTPS_PROXY')),
    http: proxyUrl(read('HTTP_PROXY')),
    except: read('NO_PROXY')
      .split(/[\s,]+/)
      .filter(Boolean),
  };
}

/** The URL of the proxy for an address; null: none. This machine is never asked through one. */
export function proxyFor(url, { https, http, except }) {
  const proxy = url.protocol === 'https:' ? https : http;
  const isThisMachine = /^(?:(?:.+\.)?localhost\.?|127(?:\.\d+){3}|\[::1\])$/.test(url.hostname);
  if (!proxy || isThisMachine) return null;
  return except.some((entry) => isExcept(url, entry)) ? null : proxy;
}

function proxyUrl(value) {
  if (!value) return null;
  const text = /^[a-z][a-z0-9+.-]*:\/\//i.test(value) ? value : `http://${value}`;
  const url = URL.canParse(text) ? new URL(text) : null;
  return url && /^https?:$/.test(url.protocol) ? url.href : null;
}

function isExcept(url, entry) {
  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  const hostname = url.hostname.replace(/^\[|\]$/g, '');
  const [, host = '', wantedPort = port] =
    /^\[?([^\]]*?)\]?(?::(\d+))?$/.exec(isIP(entry) ? `[${entry}]` : entry.toLowerCase()) ?? [];
  if (wantedPort !== port) return false;
  if (host === '*') return true;
  if (host.includes('/')) return isInBlock(hostname, host);
  const name = host.replace(/^\*?\./, '');
  return name !== '' && (hostname === name || hostname.endsWith(`.${name}`));
}

function isInBlock(address, block) {
  const [, net = '', prefix = ''] = /^([^/]+)\/(\d+)$/.exec(block) ?? [];
  const [version, length] = [isIP(net), Number(prefix)];
  if (version === 0 || version !== isIP(address) || !(length <= (version === 4 ? 32 : 128))) {
    return false;
  }
  const list = new BlockList();
  const family = version === 4 ? 'ipv4' : 'ipv6';
  list.addSubnet(net, length, family);
  return list.check(address, family);
}
