import { Component, afterNextRender, inject } from '@angular/core';
import { ActivatedRoute, RouterLink } from '@angular/router';
import { TERMS } from '../words/terms';
import { ThreeQuestions } from './three-questions';

/** The three questions that a day answers, in pictures, and what the words mean, two sentences each. */
@Component({
  selector: 'ts-help-page',
  imports: [RouterLink, ThreeQuestions],
  template: `
    <h1>Help</h1>
    <p class="what">
      Trackside finds the race events and practice days of a track, and studies your laps: how they
      changed, how your best compares with your class, how consistent you were. It begins with a
      track, <a routerLink="/">on the search</a>.
    </p>
    <ts-three-questions />
    <h2>What the words mean</h2>
    <dl>
      @for (term of terms; track term.id) {
        <div [id]="term.id">
          <dt>{{ term.word }}</dt>
          <dd>{{ term.meaning }}</dd>
        </div>
      }
    </dl>
    <h2>A name that is to be hidden</h2>
    <p class="what">
      Anybody may ask that a name, their own or their child’s, be hidden here:
      <a routerLink="/privacy">ask that a name be hidden</a>.
    </p>
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
    h2 {
      margin: 0 0 0.5rem;
      font-size: 1.25rem;
      font-weight: 700;
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

  constructor() {
    const { fragment } = inject(ActivatedRoute).snapshot;
    if (fragment !== null) {
      afterNextRender(() => document.getElementById(fragment)?.scrollIntoView());
    }
  }
}
