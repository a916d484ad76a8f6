import type { DiscoverRangeResult, MonthState, ReadingError } from '@trackside/contracts';
import type { DiscoveryRequest } from '../src/discovery/discovery-request.js';
import type { DateRange, ListingJob, NewJobDay } from '../src/import/import-jobs.js';

type Answer = Partial<MonthState>[] | Error;

/** One job whose days are being listed: its store, the discovery, and the queue of its days. */
export class FakeListingJobs {
  /** Null when the job is gone or cancelled. */
  job: ListingJob | null;
  /** What a discovery that ends on this date comes to; else everything is known. */
  readonly answers = new Map<string, Answer>();
  /** What happened, in that order. */
  readonly told: string[] = [];
  readonly requests: DiscoveryRequest[] = [];
  ended: { error: ReadingError | null } | null = null;
  /** Called while a discovery is under way. */
  duringDiscovery: (signal: AbortSignal) => Promise<void> = async () => undefined;

  constructor(range: DateRange) {
    this.job = { id: 'job', trackId: 'track', ...range };
  }

  async findListing(): Promise<ListingJob[]> {
    return this.job ? [this.job] : [];
  }

  async findDaysToImport(_trackId: string, { endDate }: DateRange): Promise<NewJobDay[]> {
    return [{ id: `day-${endDate}`, date: endDate }];
  }

  async addDays(_jobId: string, days: NewJobDay[]): Promise<string[]> {
    return days.map(({ date }) => date);
  }

  async queueDays(_trackId: string, dates: string[]): Promise<void> {
    this.told.push(`queued ${dates.join(' ')}`);
  }

  async endListing(_jobId: string, _at: Date, error: ReadingError | null): Promise<void> {
    this.ended = { error };
  }

  async collect(request: DiscoveryRequest, signal: AbortSignal): Promise<DiscoverRangeResult> {
    this.requests.push(request);
    this.told.push(`discovered ${request.startDate} to ${request.endDate}`);
    await this.duringDiscovery(signal);
    signal.throwIfAborted();
    const answer = this.answers.get(request.endDate ?? '') ?? [];
    if (answer instanceof Error) throw answer;
    const months = answer.map((month) => ({ status: 'complete', missing_dates: [], ...month }));
    return { months } as unknown as DiscoverRangeResult;
  }
}
