import { jest } from '@jest/globals';
import { Subject } from 'rxjs';
import { Clock } from '@trackside/calendar';
import type { DatabaseBus } from '@trackside/database';
import type { DiscoveryJobRow, StoryPart, StoryRecord } from '../src/timeline/discovery-jobs.js';
import { TimelineStories } from '../src/timeline/timeline-stories.js';
import type { TimelineStore } from '../src/timeline/timeline-store.js';

const ENDED = new Date('2025-11-20T12:00:09Z');
const RECORDS = [11, 10, 9].map((month) => ({ type: 'month_failed', year: 2025, month }));

/** A story of which so many records are told, and looks at it that are answered one by one. */
class FakeStory {
  readonly looks: { after: number; answer: () => void }[] = [];
  readonly messages = new Subject<string | null>();
  told = 0;
  endedAt: Date | null = null;

  readonly store = {
    findStory: (_id: string, after: number) =>
      new Promise<StoryPart>((resolve) => {
        const part = this.since(after);
        this.looks.push({ after, answer: () => resolve(part) });
      }),
  } as unknown as TimelineStore;
  readonly bus = { listen: () => this.messages } as unknown as DatabaseBus;

  private since(after: number): StoryPart {
    const job = { id: 'job', endedAt: this.endedAt } as DiscoveryJobRow;
    const records = RECORDS.slice(after, this.told) as StoryRecord[];
    return { job, records, place: this.told };
  }
}

describe('the story of a discovery', () => {
  let story: FakeStory;
  let stories: TimelineStories;

  beforeEach(() => {
    jest.useFakeTimers();
    story = new FakeStory();
    stories = new TimelineStories(story.store, story.bus, new Clock());
  });
  afterEach(() => jest.useRealTimers());

  /** Answers the look that waits. */
  async function answer(): Promise<void> {
    story.looks.at(-1)!.answer();
    await jest.advanceTimersByTimeAsync(0);
  }

  /** Follows it; gives the months that were told, and whether it was told to its end. */
  function follow(): { months: number[]; ended: boolean } {
    const told = { months: [] as number[], ended: false };
    stories.follow('job').subscribe({
      next: ({ records }) => told.months.push(...records.map(({ month }) => month)),
      complete: () => (told.ended = true),
    });
    return told;
  }

  it('is looked at once for all who follow, and told from its beginning to each', async () => {
    const first = follow();
    await jest.advanceTimersByTimeAsync(0);
    story.told = 1;
    await answer();
    story.messages.next('job');
    await answer();
    const second = follow();

    expect(story.looks.map(({ after }) => after)).toEqual([0, 0]);
    expect([first.months, second.months]).toEqual([[11], [11]]);
  });

  it('is looked at again at once when a message comes during a look, one look at a time', async () => {
    const told = follow();
    await jest.advanceTimersByTimeAsync(0);
    story.told = 2;
    story.messages.next('job');
    story.messages.next('another');
    story.messages.next('job');
    expect(story.looks).toHaveLength(1);

    await answer();
    expect(story.looks).toHaveLength(2);
    await answer();
    expect([story.looks.length, told.months]).toEqual([2, [11, 10]]);
  });

  it('is looked at without a message too, and ends with its job', async () => {
    const told = follow();
    await jest.advanceTimersByTimeAsync(0);
    await answer();
    [story.told, story.endedAt] = [3, ENDED];
    await jest.advanceTimersByTimeAsync(2_000);
    await answer();
    await jest.advanceTimersByTimeAsync(10_000);

    expect(told).toEqual({ months: [11, 10, 9], ended: true });
    expect(story.looks).toHaveLength(2);
  });
});
