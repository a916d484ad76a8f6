import { Component } from '@angular/core';

/** Sessions of an invented day, as the picture draws them: how far right, and how high each lap. */
const RUNS = [
  { x: 44, best: 72, laps: [72, 64, 58, 50, 36] },
  { x: 104, best: 76, laps: [76, 70, 66, 59, 52] },
  { x: 164, best: 84, laps: [84, 78, 74, 65, 60] },
  { x: 224, best: 93, laps: [93, 87, 81, 76, 44] },
  { x: 284, best: 98, laps: [98, 92, 89, 85, 79] },
] as const;

/** Drivers of an invented class: the width of the bar is how far behind the first they are. */
const PLACES = [
  { name: '1', gap: 3, mine: false },
  { name: '2', gap: 46, mine: true },
  { name: '3', gap: 88, mine: false },
  { name: '4', gap: 152, mine: false },
] as const;

const EVEN = [92, 101, 106, 112, 117, 124, 131, 137] as const;
const UNEVEN = [58, 84, 103, 121, 149, 172, 198] as const;

/** The three questions that a day answers, each as a picture of where its answer is read. */
@Component({
  selector: 'ts-three-questions',
  template: `
    <section>
      <h2>How did my laps change over the day?</h2>
      <svg viewBox="0 0 320 120" role="img" aria-label="Laps of five sessions, quicker each time">
        <path class="axis" d="M24 8v100h288" />
        <polyline [attr.points]="line" />
        @for (run of runs; track run.x) {
          @for (lap of run.laps; track lap) {
            <circle r="3" [attr.cx]="run.x" [attr.cy]="lap" [class.best]="lap === run.best" />
          }
        }
        <text x="30" y="16">slower</text>
        <text x="30" y="104">quicker</text>
        <text x="312" y="118" text-anchor="end">clock</text>
      </svg>
      <p>
        On a day’s page under “Across the day”: each dot is a lap, each column a session, and the
        line joins the best laps. Here it goes the right way.
      </p>
    </section>
    <section>
      <h2>How does my best lap compare with my class?</h2>
      <svg viewBox="0 0 320 120" role="img" aria-label="Four drivers by best lap, you are second">
        @for (place of places; track place.name; let index = $index) {
          <g [class.mine]="place.mine" [attr.transform]="'translate(0 ' + (8 + index * 25) + ')'">
            <text x="18" y="14">{{ place.name }}</text>
            <text x="44" y="14">{{ place.mine ? 'you' : 'driver' }}</text>
            <rect x="104" y="3" height="14" rx="3" [attr.width]="place.gap" />
          </g>
        }
        <text x="312" y="118" text-anchor="end">behind the best of the class</text>
      </svg>
      <p>
        Under “Best lap in the class”: who is ahead of you, and by how much. The whole class, also
        by best laps in a row and by LiveRC’s consistency, is on the tab Class.
      </p>
    </section>
    <section>
      <h2>How consistent was I?</h2>
      <svg viewBox="0 0 320 120" role="img" aria-label="Laps close together, and laps far apart">
        <text x="18" y="38">97 %</text>
        <text x="18" y="86">88 %</text>
        @for (x of even; track x) {
          <circle r="4" cy="34" [attr.cx]="x" class="best" />
        }
        @for (x of uneven; track x) {
          <circle r="4" cy="82" [attr.cx]="x" />
        }
        <path class="apart" d="M284 29l5 9h-10z" />
        <path class="axis" d="M70 108h242" />
        <text x="312" y="118" text-anchor="end">lap time</text>
      </svg>
      <p>
        Under “Consistency”: the closer together the laps, the nearer to 100 %. A crash, drawn as a
        triangle, stands out and does not count.
      </p>
    </section>
  `,
  styles: `
    :host {
      display: grid;
      gap: 1.5rem;
      margin: 0 0 2rem;
    }
    h2 {
      margin: 0 0 0.5rem;
      font-size: 1.0625rem;
      font-weight: 600;
    }
    svg {
      display: block;
      width: 100%;
      max-width: 30rem;
      border: 1px solid var(--ts-line);
      border-radius: var(--ts-radius);
      background: var(--ts-surface);
    }
    p {
      margin: 0.5rem 0 0;
      color: var(--ts-ink-soft);
    }
    text {
      fill: var(--ts-ink-soft);
      font-size: 10px;
    }
    .axis {
      fill: none;
      stroke: var(--ts-line-strong);
    }
    polyline {
      fill: none;
      stroke: var(--ts-accent);
      stroke-width: 2;
    }
    circle {
      fill: var(--ts-line-strong);
    }
    .best,
    .mine rect {
      fill: var(--ts-accent);
    }
    .mine text {
      fill: var(--ts-ink);
      font-weight: 600;
    }
    .apart {
      fill: none;
      stroke: var(--ts-line-strong);
      stroke-width: 1.5;
    }
    rect {
      fill: var(--ts-line-strong);
    }
  `,
})
export class ThreeQuestions {
  protected readonly runs = RUNS;
  protected readonly line = RUNS.map(({ x, best }) => `${x},${best}`).join(' ');
  protected readonly places = PLACES;
  protected readonly even = EVEN;
  protected readonly uneven = UNEVEN;
}
