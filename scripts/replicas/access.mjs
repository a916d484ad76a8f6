// Who may call, where the address that people reach is the proxy's and not the API's own.
import { localUrl, setting } from '../environment.mjs';
import { UserError } from '../say.mjs';

/**
 * The API's variables. It listens on this machine alone and would let everybody in; that the proxy
 * may listen elsewhere only we know.
 *
 * @throws UserError where the API itself would refuse to start at that address
 */
export function accessVariables(address) {
  if (/^(localhost|::1|127(\.\d{1,3}){3})$/.test(address.host)) return {};
  const mode = setting('AUTH_MODE') ?? 'required';
  if (mode === 'open' && setting('AUTH_TRUSTED_BIND') !== 'true') {
    throw new UserError(
      'AUTH_MODE=open lets everyone in who reaches the port: leave AUTH_MODE out, bind HOST to ' +
        '127.0.0.1, or set AUTH_TRUSTED_BIND=true if only trusted machines reach it.',
    );
  }
  const own = new URL(localUrl(address)).origin;
  return {
    AUTH_MODE: mode,
    CORS_ORIGINS: [setting('CORS_ORIGINS'), own].filter(Boolean).join(','),
  };
}
