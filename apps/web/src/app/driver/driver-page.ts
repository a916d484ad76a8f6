import { Component, computed, effect, inject } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { Title } from '@angular/platform-browser';
import { RouterLink } from '@angular/router';
import { type ExportFormat, driverExportUrl } from '../api/imports-api';
import { formatDate } from '../calendar/calendar-date';
import { ExportLinks } from '../export/export-links';
import { Icon } from '../icon/icon';
import { StateMessage } from '../search/state-message';
import { Driver } from './driver';
import { DriverChart } from './driver-chart';
import { DriverField } from './driver-field';
import { clockOf, lapTime, percent } from './lap-time';

/** A driver at a track: what changed from day to day, and every session. */
@Component({
  selector: 'ts-driver-page',
  imports: [DriverChart, DriverField, ExportLinks, Icon, MatButtonModule, RouterLink, StateMessage],
  providers: [Driver],
  templateUrl: './driver-page.html',
  styleUrl: './driver-page.scss',
})
export default class DriverPage {
  protected readonly page = inject(Driver);
  protected readonly lap = lapTime;
  protected readonly percent = percent;
  protected readonly clock = clockOf;
  protected readonly date = formatDate;

  protected readonly figures = computed(() => {
    const driver = this.page.driver();
    return driver === null
      ? []
      : [
          { name: 'Best lap', value: lapTime(driver.fastest_lap_seconds) },
          { name: 'Average lap', value: lapTime(driver.average_lap_seconds) },
          { name: 'Consistency', value: percent(driver.consistency_percent) },
          { name: 'Days', value: driver.days.length.toLocaleString('en') },
          { name: 'Sessions', value: driver.session_count.toLocaleString('en') },
          { name: 'Laps', value: driver.lap_count.toLocaleString('en') },
        ];
  });
  protected readonly notImported = computed(
    () => this.page.driver()?.days.filter(({ event_id }) => event_id === null).length ?? 0,
  );
  protected readonly exportUrl = computed(() => {
    const question = this.page.question();
    return (format: ExportFormat) => (question ? driverExportUrl(question, format) : '');
  });

  constructor() {
    const title = inject(Title);
    effect(() => {
      const driver = this.page.driver();
      title.setTitle(`${driver ? `${driver.name} at ${driver.track_name}` : 'Driver'} · Trackside`);
    });
  }
}
