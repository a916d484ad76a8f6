import type { ColourName } from './chart-colours';
import type { MarkForm } from './chart-model';
import type { LineStyle } from './series';

/** How a line is told from others beside it: by colour, by symbol and by dashes. */
export interface LineLook extends Pick<LineStyle, 'symbol' | 'dash'> {
  readonly colour: ColourName;
  readonly form: MarkForm;
}

const LOOKS: readonly LineLook[] = [
  { colour: 'series1', symbol: 'circle', form: 'disc', dash: 'solid' },
  { colour: 'series2', symbol: 'rect', form: 'square', dash: [8, 4] },
  { colour: 'series3', symbol: 'triangle', form: 'triangle', dash: [2, 3] },
  { colour: 'series4', symbol: 'diamond', form: 'diamond', dash: [12, 4, 2, 4] },
  { colour: 'series5', symbol: 'roundRect', form: 'dashes', dash: [5, 3] },
  { colour: 'series6', symbol: 'pin', form: 'dots', dash: [1, 4] },
];

/** The look of the line in that place, from 0; the seventh has that of the first. */
export function lookOf(index: number): LineLook {
  return LOOKS[index % LOOKS.length] as LineLook;
}
