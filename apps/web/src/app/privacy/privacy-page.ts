import { Component, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { ActivatedRoute, RouterLink } from '@angular/router';
import type { PrivacyRequestReceipt } from '@trackside/contracts';
import { Attempt } from '../account/attempt';
import { formatDate } from '../calendar/calendar-date';
import { StateMessage } from '../page-parts/state-message';
import { PrivacyApi } from './privacy-api';

/** Where anybody asks that a name be hidden; a link may have brought the name and the track along. */
@Component({
  selector: 'ts-privacy-page',
  imports: [MatButton, MatFormField, MatHint, MatInput, MatLabel, RouterLink, StateMessage],
  templateUrl: './privacy-page.html',
  styleUrl: './privacy-page.scss',
})
export default class PrivacyPage {
  readonly #api = inject(PrivacyApi);
  readonly #link = inject(ActivatedRoute).snapshot.queryParamMap;
  protected readonly name = this.#link.get('name') ?? '';
  /** Null where the link names none. */
  protected readonly track = this.#link.get('track_id')
    ? { id: this.#link.get('track_id')!, name: this.#link.get('track') ?? 'this track' }
    : null;
  protected readonly asking = new Attempt();
  protected readonly receipt = signal<PrivacyRequestReceipt | null>(null);
  protected readonly date = (instant: string): string => formatDate(instant.slice(0, 10));

  protected async ask(form: HTMLFormElement): Promise<void> {
    const values = new FormData(form);
    const text = (field: string): string => String(values.get(field) ?? '');
    const [name, reason, contact] = [text('name'), text('reason'), text('contact')];
    const where = text('where') === 'track' && this.track ? { track_id: this.track.id } : {};
    await this.asking.run(async () => {
      this.receipt.set(await this.#api.ask({ name, reason, contact, ...where }));
    });
  }
}
