import {
  ChangeDetectorRef,
  Component,
  type ElementRef,
  computed,
  inject,
  input,
  output,
  signal,
  viewChild,
} from '@angular/core';
import { BackCloses } from '../browser/back-closes';
import { Icon } from '../icon/icon';
import { type Driven, belongsTo, isHidden, normalisedName, samePerson } from '../me/driver-names';
import { Me } from '../me/me';

const SEARCHED_FROM = 8;

/** A driver of the day or event that is looked at. */
export interface PickableDriver {
  readonly key: string;
  readonly label: string;
  /** What tells one from another: `6 sessions, 1/8 Nitro Buggy`; is searched, too. */
  readonly about: string;
  /** Under which names and transponders. */
  readonly driven: readonly Driven[];
}

/** Whose day or event is shown, and who "me" is. */
@Component({
  selector: 'ts-person-picker',
  imports: [Icon],
  templateUrl: './person-picker.html',
  styleUrl: './person-picker.scss',
})
export class PersonPicker {
  readonly drivers = input.required<readonly PickableDriver[]>();
  /** Names and transponders of the driver shown; empty while there is none. */
  readonly person = input.required<readonly string[]>();
  /** `Whose day?` */
  readonly question = input.required<string>();
  /** `Nobody of this day matches.` */
  readonly nobody = input.required<string>();
  /** Somebody is to be shown. */
  readonly picked = output<readonly string[]>();
  /** Who "me" is has changed: "me" is to be shown. */
  readonly meChanged = output<readonly string[]>();

  protected readonly me = inject(Me);
  private readonly dialog = viewChild.required<ElementRef<HTMLDialogElement>>('dialog');

  readonly #back = inject(BackCloses);
  readonly #changes = inject(ChangeDetectorRef);
  protected closed: (() => Promise<void>) | null = null;

  /** Nobody looks through all drivers of a day while the box is closed, and a phone makes them slowly. */
  protected readonly isOpen = signal(false);
  protected readonly text = signal('');
  protected readonly searched = computed(() => this.drivers().length > SEARCHED_FROM);
  protected readonly personIsMe = computed(
    () => this.me.person().length > 0 && samePerson(this.person(), this.me.person()),
  );
  /** Me first, then by name. */
  protected readonly found = computed(() => {
    const text = normalisedName(this.text());
    const mine = belongsTo(this.me.person());
    return this.drivers()
      .map((driver) => ({
        ...driver,
        isMe: driver.driven.some(mine),
        isHidden: isHidden(driver.label),
      }))
      .filter(({ key, about }) => `${key} ${about}`.toLowerCase().includes(text))
      .sort((a, b) => Number(b.isMe) - Number(a.isMe));
  });
  /** What the user is called elsewhere, or did not drive here. */
  protected readonly elsewhere = computed(() => {
    const here = new Set(this.drivers().map(({ key }) => key));
    return this.me.person().filter((entry) => !here.has(normalisedName(entry)));
  });

  open(): void {
    this.text.set('');
    this.isOpen.set(true);
    // What gets the focus has to be there.
    this.#changes.detectChanges();
    this.dialog().nativeElement.showModal();
    this.closed = this.#back.opened(() => this.close());
  }

  protected close(): void {
    this.dialog().nativeElement.close();
  }

  protected left(): void {
    this.isOpen.set(false);
    void this.closed?.();
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
    this.picked.emit(person);
  }

  protected toggleMe(entry: string): void {
    this.me.toggle(entry);
    this.meChanged.emit(this.me.person());
  }

  protected add(field: HTMLInputElement): void {
    const known = this.me.person().map(normalisedName);
    if (normalisedName(field.value) !== '' && !known.includes(normalisedName(field.value))) {
      this.toggleMe(field.value);
    }
    field.value = '';
  }
}
