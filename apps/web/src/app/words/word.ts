import { Component, type ElementRef, inject, input, signal, viewChild } from '@angular/core';
import { Router } from '@angular/router';
import { BackCloses } from '../browser/back-closes';
import type { Term, TermId } from './terms';

/**
 * A word that is explained where it stands: a tap gives two sentences. Without a text it is a
 * question mark beside what it explains.
 */
@Component({
  selector: 'ts-word',
  template: `
    <button
      type="button"
      class="word"
      [class.alone]="text() === ''"
      aria-haspopup="dialog"
      title="What does it mean?"
      (click)="explain()"
    >
      @if (text()) {
        {{ text() }}
      } @else {
        <span class="sign" aria-hidden="true">?</span>
      }</button
    ><span class="only-on-paper">{{ text() }}</span>
    <div
      #note
      popover
      class="note"
      role="dialog"
      [attr.aria-label]="term()?.word"
      (toggle)="toggled($event)"
    >
      <b>{{ term()?.word }}</b>
      <p>{{ term()?.meaning }}</p>
      <p class="ways">
        <a [href]="'/help#' + of()" (click)="readAll($event)">All the words</a>
        <button #close type="button" (click)="note.hidePopover()">Close</button>
      </p>
    </div>
  `,
  styles: `
    .word {
      position: relative;
      padding: 0;
      border: 0;
      background: none;
      color: inherit;
      font: inherit;
      text-decoration: underline dotted;
      text-underline-offset: 0.2em;
      cursor: help;
    }
    /* As large as a finger, without taking room. */
    .word::after {
      position: absolute;
      inset: -0.8125rem -0.375rem;
      content: '';
    }
    .alone {
      width: 44px;
      height: 44px;
      text-decoration: none;
    }
    .sign {
      display: inline-grid;
      place-items: center;
      width: 1.375rem;
      height: 1.375rem;
      border: 1px solid var(--ts-line-strong);
      border-radius: 50%;
      color: var(--ts-ink-soft);
      font-size: 0.8125rem;
    }
    .note {
      position: fixed;
      inset: auto 0 0;
      width: min(30rem, 100vw);
      margin: 0 auto;
      padding: 1rem 1.25rem 0.5rem;
      border: 1px solid var(--ts-line);
      border-radius: var(--ts-radius) var(--ts-radius) 0 0;
      background: var(--ts-raised);
      box-shadow: 0 -4px 24px rgb(0 0 0 / 25%);
      color: var(--ts-ink);
      font-size: 0.9375rem;
      font-weight: 400;
      line-height: 1.45;
      letter-spacing: 0;
      text-align: left;
      white-space: normal;
    }
    p {
      margin: 0.25rem 0 0;
    }
    .ways {
      display: flex;
      align-items: center;
      justify-content: space-between;
    }
    .ways a,
    .ways button {
      display: inline-flex;
      align-items: center;
      min-width: 44px;
      min-height: 44px;
      padding: 0;
      border: 0;
      background: none;
      color: var(--ts-accent);
      font: inherit;
      font-weight: 600;
      cursor: pointer;
    }
  `,
})
export class Word {
  readonly #back = inject(BackCloses);
  readonly #router = inject(Router);
  #closed: (() => Promise<void>) | null = null;

  readonly of = input.required<TermId>();
  /** The word as it stands in its sentence. */
  readonly text = input('');
  private readonly close = viewChild.required<ElementRef<HTMLElement>>('close');
  private readonly note = viewChild.required<ElementRef<HTMLElement>>('note');

  protected readonly term = signal<Term | null>(null);

  /** The sentences are loaded when somebody asks for the first. */
  protected async explain(): Promise<void> {
    const { TERMS } = await import('./terms');
    this.term.set(TERMS.find(({ id }) => id === this.of()) ?? null);
    this.note().nativeElement.showPopover();
    this.close().nativeElement.focus();
  }

  protected toggled(event: ToggleEvent): void {
    if (event.newState === 'open') {
      this.#closed = this.#back.opened(() => this.note().nativeElement.hidePopover());
    } else {
      void this.#closed?.();
    }
  }

  /** Back from there leads to the page, not to the page with its sheet. */
  protected async readAll(event: MouseEvent): Promise<void> {
    if (event.ctrlKey || event.metaKey || event.shiftKey) {
      return;
    }
    event.preventDefault();
    this.note().nativeElement.hidePopover();
    await this.#closed?.();
    await this.#router.navigate(['/help'], { fragment: this.of() });
  }
}
