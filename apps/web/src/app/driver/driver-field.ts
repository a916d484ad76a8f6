import {
  Component,
  ElementRef,
  computed,
  inject,
  input,
  linkedSignal,
  output,
  resource,
  signal,
  viewChild,
} from '@angular/core';
import { MatAutocomplete, MatAutocompleteTrigger, MatOption } from '@angular/material/autocomplete';
import { MatButton } from '@angular/material/button';
import { MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { type Params, Router } from '@angular/router';
import { collapseWhiteSpace, type TrackDriver } from '@trackside/contracts';
import { type DriversQuestion, PracticeApi } from '../api/practice-api';
import { pause } from '../browser/pause';
import { DriverName } from '../me/driver-name';
import { normalisedName } from '../me/driver-names';
import { labelOf, tallyWords } from '../me/track-driver';
import { driverParams } from './driver-query';

const SUGGESTIONS = 12;
/** Long enough that a fast typist asks once, short enough that nobody sees it. */
const PAUSE_BEFORE_ASKING_MS = 120;

/** Leads to a driver at a track: type-ahead over all who practised there, by name or transponder. */
@Component({
  selector: 'ts-driver-field',
  imports: [
    DriverName,
    MatAutocomplete,
    MatAutocompleteTrigger,
    MatButton,
    MatFormField,
    MatHint,
    MatInput,
    MatLabel,
    MatOption,
  ],
  templateUrl: './driver-field.html',
  styleUrl: './driver-field.scss',
})
export class DriverField {
  readonly #router = inject(Router);
  readonly #api = inject(PracticeApi);
  private readonly field = viewChild.required<ElementRef<HTMLInputElement>>('field');

  readonly trackId = input.required<string>();
  readonly name = input('');
  /** Gives the driver to who asks instead of leading to his page. */
  readonly asks = input(false);
  /** The driver's label, as `driverLabel` writes it. */
  readonly chosen = output<string>();

  protected readonly label = labelOf;
  protected readonly words = tallyWords;
  protected readonly missing = signal(false);
  /** What was typed; nothing is asked for before. */
  protected readonly typed = linkedSignal({ source: this.trackId, computation: () => '' });

  readonly #answer = resource({
    params: () => (this.typed() ? questionOf(this.trackId(), this.typed()) : undefined),
    loader: async ({ params, abortSignal }) => {
      await pause(PAUSE_BEFORE_ASKING_MS, abortSignal);
      return this.#api.drivers(params, { limit: SUGGESTIONS }, abortSignal);
    },
  });
  /** The last answer stays until the next one is here, so that the list does not flicker. */
  protected readonly found = linkedSignal<readonly TrackDriver[] | null, readonly TrackDriver[]>({
    source: () => (this.#answer.hasValue() ? this.#answer.value().items : null),
    computation: (found, before) => found ?? before?.value ?? [],
  });
  protected readonly state = computed(() => {
    if (this.typed() === '') {
      return 'silent';
    }
    if (this.#answer.error()) {
      return 'failed';
    }
    return this.#answer.hasValue() && this.found().length === 0 ? 'nobody' : 'found';
  });

  protected type(text: string): void {
    this.missing.set(false);
    this.typed.set(collapseWhiteSpace(text));
  }

  protected displayOf(driver: TrackDriver | string | null): string {
    return driver === null || typeof driver === 'string' ? (driver ?? '') : labelOf(driver);
  }

  protected async choose(driver: TrackDriver): Promise<void> {
    this.typed.set('');
    if (this.asks()) {
      this.#give(labelOf(driver));
    } else {
      await this.#open(labelOf(driver));
    }
  }

  protected async go(): Promise<void> {
    const name = collapseWhiteSpace(this.field().nativeElement.value);
    this.missing.set(name === '');
    if (name === '') {
      this.field().nativeElement.focus();
    } else if (this.asks()) {
      this.#give(name);
    } else {
      await this.#router.navigate(...(await this.#leadsTo(name)));
    }
  }

  /** Whoever is meant by it alone; else all who may be; else the page that says that nobody is. */
  async #leadsTo(text: string): Promise<[[string], { queryParams: Params }]> {
    const trackId = this.trackId();
    const found = await this.#api.drivers(questionOf(trackId, text), { limit: SUGGESTIONS }).then(
      ({ items }) => items,
      () => [],
    );
    const named = found.filter(
      (driver) => normalisedName(labelOf(driver)) === normalisedName(text),
    );
    const [only, another] = named.length > 0 ? named : found;
    return only && another
      ? [['/drivers'], { queryParams: { track: trackId, q: text } }]
      : [['/driver'], { queryParams: driverParams(trackId, only ? labelOf(only) : text) }];
  }

  /** The field is empty again for the next one. */
  #give(label: string): void {
    this.typed.set('');
    this.field().nativeElement.value = '';
    this.chosen.emit(label);
  }

  async #open(label: string): Promise<void> {
    await this.#router.navigate(['/driver'], {
      queryParams: driverParams(this.trackId(), label),
    });
  }
}

function questionOf(trackId: string, text: string): DriversQuestion {
  return { trackId, text, className: null, year: null };
}
