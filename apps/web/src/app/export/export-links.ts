import { Component, computed, input } from '@angular/core';
import { EXPORT_FORMATS, type ExportFormat } from '../api/export-urls';
import { Icon } from '../icon/icon';

const NAMES: Record<ExportFormat, string> = {
  xlsx: 'Excel',
  csv: 'CSV',
  json: 'JSON',
  ndjson: 'NDJSON',
};

/** Takes away what is shown, as a file. */
@Component({
  selector: 'ts-export-links',
  imports: [Icon],
  template: `
    <ts-icon name="import" />
    <span class="label"
      ><bdi>{{ label() }}</bdi></span
    >
    @for (link of links(); track link.format) {
      <a download [href]="link.url" [attr.aria-label]="'Export ' + what() + ' as ' + link.name">{{
        link.name
      }}</a>
    }
  `,
  styles: `
    :host {
      --icon-size: 1rem;

      display: inline-flex;
      flex-wrap: wrap;
      align-items: center;
      color: var(--ts-ink-soft);
      font-size: 0.875rem;
    }
    .label {
      margin: 0 0.25rem 0 0.375rem;
    }
    a {
      display: inline-flex;
      align-items: center;
      justify-content: center;
      min-width: 44px;
      min-height: 44px;
      padding: 0 0.5rem;
      border-radius: 8px;
      color: var(--ts-accent);
      font-weight: 600;
      text-decoration: none;
    }
    a:hover {
      background: var(--ts-accent-soft);
    }
  `,
})
export class ExportLinks {
  /** The address of the file in a format. */
  readonly urlOf = input.required<(format: ExportFormat) => string>();
  /** What is exported, in words: `this search`. */
  readonly what = input.required<string>();

  /** What stands before the links. */
  readonly label = input('Export');

  protected readonly links = computed(() =>
    EXPORT_FORMATS.map((format) => ({ format, name: NAMES[format], url: this.urlOf()(format) })),
  );
}
