import type { ParamMap } from '@angular/router';
import type { DriverQuestion } from '../api/imports-api';

/** Who the address names; null while track or name is missing. */
export function readDriverQuery(params: ParamMap): DriverQuestion | null {
  const [trackId, name] = [params.get('track'), params.get('name')?.trim()];
  return trackId && name ? { trackId, name, transponder: params.get('transponder') || null } : null;
}

export function sameDriver(a: DriverQuestion | null, b: DriverQuestion | null): boolean {
  return a?.trackId === b?.trackId && a?.name === b?.name && a?.transponder === b?.transponder;
}
