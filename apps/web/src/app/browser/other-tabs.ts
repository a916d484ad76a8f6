import { DestroyRef, Injectable, inject } from '@angular/core';

/** What is told: its topics are the rooms' own. */
export interface TabNews {
  readonly topic: string;
  readonly [detail: string]: string;
}

const CHANNEL = 'trackside';

/** The other tabs of this browser. One that is asleep hears of it when it wakes. */
@Injectable({ providedIn: 'root' })
export class OtherTabs {
  readonly #channel =
    typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(CHANNEL);

  constructor() {
    inject(DestroyRef).onDestroy(() => this.#channel?.close());
  }

  tell(news: TabNews): void {
    this.#channel?.postMessage(news);
  }

  /** @param topic of the news that are wanted, for as long as the application runs */
  hear(topic: string, listener: (news: TabNews) => void): void {
    this.#channel?.addEventListener('message', ({ data }: MessageEvent<TabNews>) => {
      if (data.topic === topic) {
        listener(data);
      }
    });
  }
}
