import { NgTemplateOutlet } from '@angular/common';
import { Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { countWords } from '../../laps/count';
import { momentWords } from './moment-words';
import { writeRaceQuery } from './race-query';
import { RaceView } from './race-view';

/** What happened in a race; what happened at a moment leads the replay there. */
@Component({
  selector: 'ts-race-moments',
  imports: [NgTemplateOutlet, RouterLink],
  templateUrl: './race-moments.html',
  styleUrl: './race-moments.scss',
})
export class RaceMoments {
  readonly #view = inject(RaceView);
  protected readonly told = computed(() => momentWords(this.#view.moments(), this.#view.racers()));
  protected readonly overtakes = computed(() =>
    countWords(this.told().overtakes.length, 'overtake'),
  );
  /** Whether anything of it leads somewhere. */
  protected readonly leads = computed(() => {
    const { moments, overtakes } = this.told();
    return [...moments, ...overtakes].some(({ at }) => at !== null);
  });

  protected params(at: number): ReturnType<typeof writeRaceQuery> {
    return writeRaceQuery({ at });
  }

  protected goTo(at: number): void {
    this.#view.scrubTo(at);
  }
}
