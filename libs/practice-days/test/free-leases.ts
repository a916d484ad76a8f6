import { EMPTY } from 'rxjs';
import type { Leases } from '@trackside/jobs';
import type { ListingsElsewhere } from '../src/discovery/listings-elsewhere.js';

/** There is no other process: each unit is free. */
export const FREE_LEASES = {
  during: (_unit, { work }) => work(),
} as Pick<Leases, 'during'> as Leases;

export const NOTHING_ELSEWHERE = {
  listing: () => EMPTY,
} as Pick<ListingsElsewhere, 'listing'> as ListingsElsewhere;
