import { Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Chart } from '../../charts/chart';
import { propertyOf } from '../../charts/chart-colours';
import { fetchCharts } from '../../charts/charts-ahead';
import { MARK_OUTLINES } from '../../charts/chart-model';
import { RaceView } from './race-view';
import { type RaceChart, writeRaceQuery } from './race-query';

const CHARTS: Record<RaceChart, string> = {
  positions: 'Positions',
  gaps: 'Gaps',
  laps: 'Lap times',
};

/** How a race went: one of three charts, and whom it shows, as the address says. */
@Component({
  selector: 'ts-race-charts',
  imports: [Chart, RouterLink],
  templateUrl: './race-charts.html',
  styleUrl: './race-charts.scss',
})
export class RaceCharts {
  protected readonly view = inject(RaceView);
  protected readonly charts = computed(() =>
    Object.entries(CHARTS).map(([chart, name]) => ({
      name,
      params: writeRaceQuery({ chart: chart as RaceChart }),
      current: chart === this.view.query().chart,
    })),
  );
  /** Everybody who raced, with the look of those who are shown. */
  protected readonly choices = computed(() =>
    this.view.raced().map(({ name }) => {
      const look = this.view.shown().find(({ racer }) => racer.name === name)?.look ?? null;
      const mark = look && {
        colour: `var(${propertyOf(look.colour)})`,
        outline: MARK_OUTLINES[look.form].path,
        isFilled: MARK_OUTLINES[look.form].filled,
      };
      return { name, mark, isOff: mark === null && this.view.isFull() };
    }),
  );

  constructor() {
    fetchCharts();
  }
}
