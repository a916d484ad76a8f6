import { Component, computed, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { ActivatedRoute } from '@angular/router';
import { countWords } from '../laps/count';
import { Attempt } from './attempt';
import { ownAddress } from './own-address';
import { type Findings, Welcome, isSomething } from './welcome';

/** Offers to who signs in for the first time what this browser, or the local user, had before. */
@Component({
  selector: 'ts-take-over-page',
  imports: [MatButton],
  templateUrl: './take-over-page.html',
  styleUrls: ['./entrance.scss', './take-over-page.scss'],
})
export default class TakeOverPage {
  readonly #welcome = inject(Welcome);
  readonly #to = ownAddress(inject(ActivatedRoute).snapshot.queryParamMap.get('to'));
  protected readonly findings = signal<Findings | null>(null);
  protected readonly looking = new Attempt();
  protected readonly taking = new Attempt();
  /** What the local user has, in words; null for nothing. */
  protected readonly local = computed(() => {
    const { favourite_count: favourites, saved_search_count: searches } = this.findings()
      ?.local ?? { favourite_count: 0, saved_search_count: 0 };
    const words = [
      ...(favourites > 0 ? [countWords(favourites, 'favourite')] : []),
      ...(searches > 0 ? [countWords(searches, 'saved search', 'saved searches')] : []),
    ];
    return words.length > 0 ? words.join(' and ') : null;
  });

  constructor() {
    void this.looking.run(async () => {
      const findings = await this.#welcome.look();
      if (isSomething(findings)) {
        this.findings.set(findings);
      } else {
        location.replace(this.#to);
      }
    });
  }

  protected async take(form: HTMLFormElement): Promise<void> {
    const [findings, wanted] = [this.findings(), new FormData(form)];
    if (findings === null) {
      return;
    }
    const wants = { names: wanted.has('names'), local: wanted.has('local') };
    if (await this.taking.run(() => this.#welcome.takeOver(findings, wants))) {
      location.replace(this.#to);
    }
  }

  protected leaveIt(): void {
    const findings = this.findings();
    if (findings !== null) {
      this.#welcome.decline(findings);
    }
    location.replace(this.#to);
  }
}
