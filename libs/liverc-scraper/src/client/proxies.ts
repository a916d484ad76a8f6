import { BlockList, isIP } from 'node:net';

/** The proxies between here and LiveRC, as the environment names them. */
export interface ProxyOptions {
  /** URL of the proxy for pages whose address begins with `https:`; null: none. */
  https: string | null;
  /** Likewise for `http:`. */
  http: string | null;
  /**
   * Hosts that are asked without a proxy: `*`, a name (with all names below it), an address or a
   * block of addresses (`10.0.0.0/8`), each with a port or without.
   */
  except: string[];
}

export const NO_PROXIES: ProxyOptions = { https: null, http: null, except: [] };

/** The URL of the proxy that a page is to be asked through; null: none. This machine never is. */
export function proxyFor(url: URL, proxies: ProxyOptions): string | null {
  const proxy = url.protocol === 'https:' ? proxies.https : proxies.http;
  if (proxy === null || isThisMachine(url.hostname)) return null;
  return proxies.except.some((entry) => isExcept(url, entry)) ? null : proxy;
}

/** Host and port of a proxy: what may be told of it, its URL may hold a password. */
export function proxyName(proxy: string): string {
  return new URL(proxy).host;
}

function isThisMachine(hostname: string): boolean {
  return /^(?:(?:.+\.)?localhost\.?|127(?:\.\d+){3}|\[::1\])$/.test(hostname);
}

function isExcept(url: URL, entry: string): boolean {
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

function isInBlock(address: string, block: string): boolean {
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
