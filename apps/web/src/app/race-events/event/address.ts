import type { ParamMap, Params } from '@angular/router';
import { tidyPerson } from '../../me/driver-names';

export const TABS = ['overview', 'mine', 'rankings', 'entries'] as const;
export type Tab = (typeof TABS)[number];

/** What of an event is looked at, as it stands in the address: sharing the address shares the view. */
export interface EventAddress {
  readonly tab: Tab;
  /** Names and transponders of the driver shown; empty when the address names none. */
  readonly person: readonly string[];
  /** The class looked at; null for all, or for the one that suggests itself. */
  readonly className: string | null;
  /** What of names or transponders the entry list is narrowed to. */
  readonly text: string;
}

/** Parameters that make no sense fall back to their default. */
export function readAddress(params: ParamMap): EventAddress {
  return {
    tab: TABS.find((tab) => tab === params.get('tab')) ?? 'overview',
    person: tidyPerson(params.getAll('driver')),
    className: params.get('class'),
    text: params.get('q') ?? '',
  };
}

/** The parameters that a change alters; null takes one out of the address. */
export function writeAddress({ tab, person, className, text }: Partial<EventAddress>): Params {
  return {
    ...(tab === undefined ? {} : { tab: tab === 'overview' ? null : tab }),
    ...(person === undefined ? {} : { driver: person.length === 0 ? null : person }),
    ...(className === undefined ? {} : { class: className }),
    ...(text === undefined ? {} : { q: text === '' ? null : text }),
  };
}
