import { Component } from '@angular/core';
import { RouterLink } from '@angular/router';

interface Term {
  readonly id: string;
  readonly word: string;
  readonly meaning: string;
}

/** In the order in which one meets them. */
const TERMS: readonly Term[] = [
  {
    id: 'liverc',
    word: 'LiveRC',
    meaning:
      'The timing service of many tracks for radio-controlled cars. Trackside reads its public pages, as few of them as it can, and keeps what it read.',
  },
  {
    id: 'practice-day',
    word: 'Practice day',
    meaning:
      'All practice that LiveRC timed at a track on one date. A session is one outing of one car.',
  },
  {
    id: 'import',
    word: 'Import',
    meaning:
      'Takes a day over with every lap, so that it can be studied. The day is there at once; its laps follow, a page of LiveRC for each session.',
  },
  {
    id: 'verified',
    word: 'Verified',
    meaning:
      'What was read of the day adds up to the totals that LiveRC prints on its page. Where it does not, the page says so.',
  },
  {
    id: 'invalid',
    word: 'Invalid lap',
    meaning:
      'A lap outside of the range that the track has set for the class: a short cut, or a stop. It is shown and counts in no figure.',
  },
  {
    id: 'stands-out',
    word: 'A lap that stands out',
    meaning:
      'A valid lap far from the driver’s usual ones, such as after a crash. It is marked, and left out of median and consistency where “laps that count” is chosen.',
  },
  {
    id: 'median',
    word: 'Median',
    meaning:
      'The lap in the middle: half of the laps that count were quicker, half slower. One crash does not move it, as it moves an average.',
  },
  {
    id: 'consistency',
    word: 'Consistency',
    meaning:
      'How alike the laps were: 100 % if all took the same time. “LiveRC consistency” is the figure that LiveRC prints, over all valid laps.',
  },
  {
    id: 'clean-pace',
    word: 'Clean pace',
    meaning:
      'Median and consistency without laps that look like a crash, a stop or a cut, told from the laps themselves. It is a guess, so the laps are marked and never dropped.',
  },
  {
    id: 'stored',
    word: '“Stored 2 min ago”',
    meaning:
      'What you see was read at LiveRC that long ago. Refresh asks again; what can no longer change is not asked for twice.',
  },
  {
    id: 'unknown',
    word: 'Not read, not known',
    meaning:
      'Nobody has looked yet, or LiveRC did not answer. It is never the same as “no practice”, which is said only where LiveRC shows none.',
  },
];

/** What the words mean, two sentences each. */
@Component({
  selector: 'ts-help-page',
  imports: [RouterLink],
  template: `
    <h1>What the words mean</h1>
    <p class="what">
      Trackside finds the race events and practice days of a track, and studies your laps: how they
      changed, how your best compares with your class, how consistent you were. It begins with a
      track, <a routerLink="/">on the search</a>.
    </p>
    <dl>
      @for (term of terms; track term.id) {
        <div [id]="term.id">
          <dt>{{ term.word }}</dt>
          <dd>{{ term.meaning }}</dd>
        </div>
      }
    </dl>
  `,
  styles: `
    :host {
      display: block;
      max-width: 42rem;
    }
    h1 {
      margin: 0;
      font-size: 1.5rem;
      font-weight: 700;
      letter-spacing: -0.01em;
    }
    a {
      color: var(--ts-accent);
    }
    .what {
      margin: 0.5rem 0 1.5rem;
    }
    dl {
      margin: 0;
    }
    div {
      padding: 0.75rem 0;
      border-top: 1px solid var(--ts-line);
      scroll-margin-top: 1rem;
    }
    dt {
      font-weight: 600;
    }
    dd {
      margin: 0.125rem 0 0;
      color: var(--ts-ink-soft);
    }
  `,
})
export default class HelpPage {
  protected readonly terms = TERMS;
}
