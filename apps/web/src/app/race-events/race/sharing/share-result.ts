import { Component, DOCUMENT, inject, input, signal } from '@angular/core';
import type { RaceWithResults } from '@trackside/contracts';
import { readColours } from '../../../charts/chart-colours';
import { download } from '../../../charts/picture';
import { Icon } from '../../../icon/icon';
import { pictureOfResult } from './card-picture';
import { resultCard } from './result-card';

/** Hands the result as a picture to what the device shares by; where it has nothing, to its files. */
@Component({
  selector: 'ts-share-result',
  imports: [Icon],
  template: `
    <button type="button" (click)="share()"><ts-icon name="external" />Share as picture</button>
    @if (problem()) {
      <span role="alert">The picture could not be made.</span>
    }
  `,
  styleUrl: './share-result.scss',
})
export class ShareResult {
  readonly race = input.required<RaceWithResults>();
  /** Null while it is not known. */
  readonly eventName = input.required<string | null>();
  readonly #document = inject(DOCUMENT);
  protected readonly problem = signal(false);

  protected async share(): Promise<void> {
    this.problem.set(false);
    try {
      const card = resultCard(this.race(), this.eventName());
      // Whatever the screen's colours: the picture is looked at elsewhere.
      const picture = await pictureOfResult(card, readColours(this.#document, 'light'));
      const name = `${card.title.replaceAll(/[/:]/g, '-')}.png`;
      await hand(new File([picture], name, { type: 'image/png' }), card.title);
    } catch {
      this.problem.set(true);
    }
  }
}

async function hand(file: File, title: string): Promise<void> {
  const { navigator } = globalThis;
  if (!('canShare' in navigator) || !navigator.canShare({ files: [file] })) {
    download(file, file.name);
    return;
  }
  try {
    await navigator.share({ files: [file], title });
  } catch (cause) {
    // Who closes the list of places shares nothing; a browser that refuses leaves the file.
    if (!(cause instanceof DOMException && cause.name === 'AbortError')) {
      download(file, file.name);
    }
  }
}
