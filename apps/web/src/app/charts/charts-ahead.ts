/** Has ECharts fetched for a page that will draw, while what is to be drawn is still on its way. */
export function fetchCharts(): void {
  // Where it does not come, the chart itself says so.
  import('./echarts-parts').catch(() => undefined);
}
