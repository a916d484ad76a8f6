import { ApiProperty } from '@nestjs/swagger';
import { ERROR_CODES, type ErrorCode } from '@trackside/contracts';
import { ErrorDetailDto } from './failure.dto.js';

/** RFC 9457, with `Accept: application/problem+json`. */
export class ProblemDto {
  @ApiProperty({ type: String, example: 'about:blank' })
  type: string;
  @ApiProperty({ enum: ERROR_CODES })
  title: ErrorCode;
  @ApiProperty({ type: Number, example: 404 })
  status: number;
  @ApiProperty({ type: String })
  detail: string;
  @ApiProperty({ enum: ERROR_CODES })
  code: ErrorCode;
  @ApiProperty({ type: [ErrorDetailDto], required: false })
  details?: ErrorDetailDto[];
  @ApiProperty({ type: String })
  request_id: string;
}
