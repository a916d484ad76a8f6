import { Component, type ElementRef, computed, inject, signal, viewChild } from '@angular/core';
import { BackCloses } from '../browser/back-closes';
import { Icon } from '../icon/icon';
import { countWords } from '../laps/count';
import { type Driven, belongsTo, isHidden, normalisedName } from '../me/driver-names';
import { Me } from '../me/me';
import { DayStudy } from './day-study';
import type { DayDriver } from './drivers';

const SEARCHED_FROM = 8;

/** Whose day is shown, and who "me" is. */
@Component({
  selector: 'ts-person-picker',
  imports: [Icon],
  templateUrl: './person-picker.html',
  styleUrl: './person-picker.scss',
})
export class PersonPicker {
  protected readonly study = inject(DayStudy);
  protected readonly me = inject(Me);
  private readonly dialog = viewChild.required<ElementRef<HTMLDialogElement>>('dialog');

  readonly #back = inject(BackCloses);
  protected closed: (() => Promise<void>) | null = null;

  protected readonly text = signal('');
  protected readonly searched = computed(() => this.study.drivers().length > SEARCHED_FROM);
  /** Me first, then by name. */
  protected readonly drivers = computed(() => {
    const text = normalisedName(this.text());
    const mine = belongsTo(this.me.person());
    return this.study
      .drivers()
      .map((driver) => ({
        ...driver,
        isMe: asDriven(driver).some(mine),
        isHidden: isHidden(driver.label),
        about: aboutOf(driver),
      }))
      .filter(({ key, about }) => `${key} ${about}`.toLowerCase().includes(text))
      .sort((a, b) => Number(b.isMe) - Number(a.isMe));
  });
  /** What the user is called elsewhere, or did not drive today. */
  protected readonly elsewhere = computed(() => {
    const today = new Set(this.study.drivers().map(({ key }) => key));
    return this.me.person().filter((entry) => !today.has(normalisedName(entry)));
  });

  open(): void {
    this.text.set('');
    this.dialog().nativeElement.showModal();
    this.closed = this.#back.opened(() => this.close());
  }

  protected close(): void {
    this.dialog().nativeElement.close();
  }

  /** A press beside the box closes it. */
  protected pressed(event: MouseEvent): void {
    if (event.target === this.dialog().nativeElement) {
      this.close();
    }
  }

  protected async show(person: readonly string[]): Promise<void> {
    this.close();
    await this.closed?.();
    await this.study.go({ person, className: null, session: null });
  }

  protected async toggleMe(entry: string): Promise<void> {
    this.me.toggle(entry);
    await this.study.replace({ person: this.me.person(), className: null, session: null });
  }

  protected async add(field: HTMLInputElement): Promise<void> {
    const known = this.me.person().map(normalisedName);
    if (normalisedName(field.value) !== '' && !known.includes(normalisedName(field.value))) {
      await this.toggleMe(field.value);
    }
    field.value = '';
  }
}

function asDriven({ label, transponders }: DayDriver): Driven[] {
  const used = transponders.map(({ transponder }) => transponder);
  return [null, ...used].map((transponder) => ({ driver_name: label, transponder }));
}

/** `6 sessions, 1/8 Nitro Buggy, transponder 3071066 (also used by Idris Vale)`. */
function aboutOf({ sessionCount, classNames, transponders }: DayDriver): string {
  const used = transponders.map(({ transponder, sharedWith }) =>
    sharedWith.length === 0
      ? transponder
      : `${transponder} (also used by ${sharedWith.join(', ')})`,
  );
  const sessions = countWords(sessionCount, 'session');
  return [sessions, ...classNames, ...used].join(', ');
}
