import type { PageKind } from './page-address.js';

/** Failures longer ago than this say nothing of the present. */
const WINDOW_MS = 600_000;
/** So many sites that agree mean that LiveRC itself has changed. */
const SITES_THAT_AGREE = 2;

/**
 * Tells whether a page that was not recognised deserves a second look. One page may be somebody's
 * interlude, a notice or a login in its place; the same kind of page on several sites is a rebuilt
 * LiveRC, which a second look at every page would only burden.
 */
export class ChangedPages {
  private readonly failedAt = new Map<PageKind, Map<string, number>>();

  /** @param now monotonic milliseconds */
  constructor(private readonly now: () => number) {}

  /** Notes that a page of that kind and site was not recognised in the end. */
  note(kind: PageKind, site: string): void {
    const sites = this.failedAt.get(kind) ?? new Map<string, number>();
    this.failedAt.set(kind, sites);
    // The newest stand at the end, and more than agree need not be remembered.
    sites.delete(site);
    sites.set(site, this.now());
    const [oldest] = sites.keys();
    if (sites.size > SITES_THAT_AGREE) sites.delete(oldest!);
  }

  worthSecondLook(kind: PageKind): boolean {
    const moments = [...(this.failedAt.get(kind)?.values() ?? [])];
    const recent = moments.filter((moment) => this.now() - moment < WINDOW_MS);
    return recent.length < SITES_THAT_AGREE;
  }
}
