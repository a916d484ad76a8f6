import { ApiProperty } from '@nestjs/swagger';
import type { FigureChecks, FigureMismatch } from '@trackside/contracts';

export class FigureMismatchDto implements FigureMismatch {
  driver_name: string;
  /** Field of the result, of the session, or of a lap. */
  @ApiProperty({ example: 'average_lap_seconds' })
  figure: string;
  /** Of a lap's figure. */
  lap_number?: number;
  @ApiProperty({ type: Number, nullable: true, example: 38.983 })
  printed: number | null;
  @ApiProperty({ type: Number, nullable: true, example: 38.938 })
  computed: number | null;
}

export class FigureChecksDto implements FigureChecks {
  /** How many printed figures were computed again from the laps. */
  @ApiProperty({ example: 128 })
  figures: number;
  /** Printed figures that the laps contradict; they stay as printed. */
  mismatches: FigureMismatchDto[];
}
