import { ApiProperty } from '@nestjs/swagger';
import type { RankingChecks, RankingMismatch } from '@trackside/contracts';

export class RankingMismatchDto implements RankingMismatch {
  driver_name: string;
  /** `points`, `counts` (1: the round does), `result` or `position`. */
  @ApiProperty({ example: 'points' })
  figure: string;
  /** Of points and of what counts. */
  round?: number;
  @ApiProperty({ type: Number, nullable: true, example: 14 })
  printed: number | null;
  @ApiProperty({ type: Number, nullable: true, example: 4 })
  computed: number | null;
}

export class RankingChecksDto implements RankingChecks {
  /** How many printed figures were computed again; 0 where the way of scoring is not recognised. */
  @ApiProperty({ example: 180 })
  figures: number;
  /** Printed figures that the rounds contradict; they stay as printed. */
  mismatches: RankingMismatchDto[];
}
