// What runs where Trackside runs as replicas: the one list behind `npm run replicas` and
// docker/compose.replicas.yml, which a spec compares with it.

/** Programs that Debian brings; each with its package there. */
export const DEBIAN_PACKAGES = { nginx: 'nginx-light', 'redis-server': 'redis-server' };

/** Replicas by name, each with its ROLE. Those of the role `api` stand behind the proxy. */
export const REPLICAS = { 'api-1': 'api', 'api-2': 'api', worker: 'worker' };

/** All of it, in the order of starting. */
export const SERVICES = ['database', 'cache', ...Object.keys(REPLICAS), 'proxy'];

/** Settings of the user that each replica gets as they are. */
export const HANDED_ON = ['LIVERC_CONTACT', 'HTTPS_PROXY', 'HTTP_PROXY', 'NO_PROXY'];

/**
 * The variables of one replica, besides those that are handed on.
 *
 * @param where what it is connected to, and the address that it listens on
 */
export function replicaVariables(role, { databaseUrl, redisUrl, host, port }) {
  return {
    ROLE: role,
    HOST: host,
    PORT: String(port),
    DATABASE_URL: databaseUrl,
    REDIS_URL: redisUrl,
    // The proxy says who asks, and lets nobody say it for themselves.
    TRUST_PROXY: 'true',
  };
}

/**
 * The variables that docker/nginx.conf.template names.
 *
 * @param listen `address:port` or a port alone
 * @param upstreams `address:port` of each API, in the order of REPLICAS
 */
export function proxyVariables(listen, upstreams) {
  const apis = upstreams.map((address, place) => [`API_${place + 1}`, address]);
  return { LISTEN: String(listen), ...Object.fromEntries(apis) };
}
