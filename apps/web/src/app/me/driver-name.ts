import { Component, computed, input } from '@angular/core';
import { drivenBy } from './driver-names';

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

  /** A named driver's own brackets, as of a team, are a part of the name. */
  protected readonly parts = computed(() => {
    const { driver_name: name, transponder } = drivenBy(this.label());
    return { name, transponder: transponder && `(${transponder})` };
  });
}
