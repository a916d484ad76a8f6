import { LRUCache } from 'lru-cache';
import type { StatusFigures, TimeFigure } from '@trackside/contracts';
import type { MeasuredDiscovery } from '@trackside/practice-days';

/** The newest of so many are told of. */
const KEPT = 500;
/** A search so soon after an import is one that the import should have spared. */
const AFTER_IMPORT_MS = 60_000;
const MOST_IMPORTERS = 10_000;

/** The newest durations, in milliseconds. */
class Durations {
  private readonly newest: number[] = [];
  private count = 0;

  note(ms: number): void {
    this.newest[this.count % KEPT] = ms;
    this.count += 1;
  }

  tell(): TimeFigure {
    const sorted = this.newest.toSorted((a, b) => a - b);
    const at = (part: number): number | null => {
      const ms = sorted[Math.ceil(sorted.length * part) - 1];
      return ms === undefined ? null : Math.round(ms) / 1000;
    };
    return { count: this.count, median_seconds: at(0.5), p95_seconds: at(0.95) };
  }
}

/** How well the product does its work, in this process and since it began. */
export class Figures {
  private readonly since = new Date();
  private readonly answers = new Durations();
  private readonly firstRows = new Durations();
  private readonly discoveries = new Durations();
  private readonly counts = { total: 0, without_liverc: 0, skipped: 0 };
  private readonly imports = { total: 0, followed_by_search: 0 };
  /** When who last imported, by whom and where. */
  private readonly importers = new LRUCache<string, number>({ max: MOST_IMPORTERS });

  /** LiveRC has answered a request for a page. */
  noteAnswer(durationMs: number): void {
    this.answers.note(durationMs);
  }

  noteDiscovery({ answeredBy, firstRowMs, elapsedMs, complete }: MeasuredDiscovery): void {
    this.counts.total += 1;
    if (answeredBy !== 'liverc') this.counts.without_liverc += 1;
    if (answeredBy === 'skipped') this.counts.skipped += 1;
    if (answeredBy !== 'liverc') return;
    if (firstRowMs !== null) this.firstRows.note(firstRowMs);
    if (complete) this.discoveries.note(elapsedMs);
  }

  /** @param who the caller and the track */
  noteImport(who: string, nowMs: number): void {
    this.imports.total += 1;
    this.importers.set(who, nowMs);
  }

  /**
   * Counted once for an import.
   *
   * @returns whether the search came right after one
   */
  noteSearch(who: string, nowMs: number): boolean {
    const importedAt = this.importers.get(who);
    if (importedAt === undefined) return false;
    this.importers.delete(who);
    const isSoon = nowMs - importedAt < AFTER_IMPORT_MS;
    if (isSoon) this.imports.followed_by_search += 1;
    return isSoon;
  }

  tell(): StatusFigures {
    return {
      since: this.since.toISOString(),
      liverc_answer: this.answers.tell(),
      first_row: this.firstRows.tell(),
      full_discovery: this.discoveries.tell(),
      discoveries: { ...this.counts },
      imports: { ...this.imports },
    };
  }
}
