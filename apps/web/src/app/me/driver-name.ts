import { Component, computed, input } from '@angular/core';

/** A driver's name on one line: what tells unknown drivers apart is never what is cut off. */
@Component({
  selector: 'ts-driver-name',
  template: `<span class="name">{{ parts().name }}</span
    >&ngsp;
    @if (parts().transponder; as transponder) {
      <span class="apart">{{ transponder }}</span>
    }`,
  styles: `
    :host {
      display: inline-flex;
      gap: 0.25em;
      max-width: 100%;
      vertical-align: bottom;
    }
    .name {
      min-width: 2ch;
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    .apart {
      flex: none;
    }
  `,
})
export class DriverName {
  readonly label = input.required<string>();

  protected readonly parts = computed(() => {
    const [, name, transponder] = /^(.+) (\([^()]+\))$/.exec(this.label()) ?? [];
    return { name: name ?? this.label(), transponder: transponder ?? null };
  });
}
