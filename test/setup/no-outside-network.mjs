// A test never leaves this machine: whoever connects to anything but the loopback address fails, by
// name. Names are not even looked up, except by a look-up of the caller's own that ends here.
import { Socket, isIP } from 'node:net';

const LOOPBACK =
  /^(127(\.\d{1,3}){3}|::1|::ffff:127(\.\d{1,3}){3}|localhost|[a-z0-9-]+\.localhost)$/i;
const GUARDED = Symbol.for('trackside.no-outside-network');

/** What a refused connection fails with. */
class OutsideNetworkError extends Error {
  name = 'OutsideNetworkError';
  code = 'OUTSIDE_NETWORK';

  constructor(host) {
    super(`Tests must not leave this machine, but something connects to ${host}`);
  }
}

function guardLookup(lookup) {
  return (hostname, options, callback) => {
    lookup(hostname, options, (error, found, family) => {
      const addresses = Array.isArray(found) ? found.map(({ address }) => address) : [found];
      const outside = error ? undefined : addresses.find((address) => !LOOPBACK.test(address));
      if (outside) callback(new OutsideNetworkError(`${hostname} (${outside})`));
      else callback(error, found, family);
    });
  };
}

/** Node's own connect calls itself with its arguments normalised to one array. */
function readTarget(args) {
  const first = Array.isArray(args[0]) ? args[0][0] : args[0];
  if (typeof first === 'object' && first !== null) return first;
  return { port: first, host: typeof args[1] === 'string' ? args[1] : undefined };
}

const { connect } = Socket.prototype;
if (!connect[GUARDED]) {
  Socket.prototype.connect = function guardedConnect(...args) {
    const target = readTarget(args);
    const isLocal = target.path || !target.host || LOOPBACK.test(target.host);
    if (isLocal) return connect.apply(this, args);
    if (!target.lookup || isIP(target.host)) throw new OutsideNetworkError(target.host);
    target.lookup = guardLookup(target.lookup);
    return connect.apply(this, args);
  };
  Socket.prototype.connect[GUARDED] = true;
}
