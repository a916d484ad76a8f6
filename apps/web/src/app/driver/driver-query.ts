import { collapseWhiteSpace } from '@trackside/contracts';
import type { ParamMap, Params } from '@angular/router';
import type { DriverQuestion } from '../api/imports-api';
import { drivenBy } from '../me/driver-names';

/** Who the address names; null while track or name is missing. */
export function readDriverQuery(params: ParamMap): DriverQuestion | null {
  const [trackId, name] = [params.get('track'), collapseWhiteSpace(params.get('name') ?? '')];
  return trackId && name ? { trackId, name, transponder: params.get('transponder') || null } : null;
}

/**
 * The address of a driver, as a link needs it.
 *
 * @param label as `driverLabel` writes it
 * @param className to look at; null for the one that the driver drove most
 */
export function driverParams(
  trackId: string,
  label: string,
  className: string | null = null,
): Params {
  const { driver_name: name, transponder } = drivenBy(label);
  return { track: trackId, name, transponder, class: className };
}

export function sameDriver(a: DriverQuestion | null, b: DriverQuestion | null): boolean {
  return a?.trackId === b?.trackId && a?.name === b?.name && a?.transponder === b?.transponder;
}
