import { Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { ServerStatus } from '../status/server-status';
import { LivercSwitch } from '../status-page/liverc-switch';
import { livercHeading } from '../status-page/status-words';

/** Whether LiveRC may be asked, and the switch of it. */
@Component({
  selector: 'ts-switch-panel',
  imports: [RouterLink],
  providers: [LivercSwitch],
  templateUrl: './switch-panel.html',
  styleUrl: './switch-panel.scss',
})
export class SwitchPanel {
  protected readonly switch = inject(LivercSwitch);
  readonly #server = inject(ServerStatus);
  protected readonly shown = computed(() => {
    const status = this.#server.status();
    if (!status) {
      return null;
    }
    const { liverc } = status;
    const isFixed = liverc.disabled_by === 'environment';
    return { heading: livercHeading(status), isOff: liverc.state === 'disabled', isFixed };
  });
}
