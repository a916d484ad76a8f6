import { ApiProperty } from '@nestjs/swagger';
import {
  ERROR_CODES,
  type ErrorCode,
  type ErrorDetail,
  type FailureEnvelope,
  type ReadingError,
} from '@trackside/contracts';

export class ErrorDetailDto implements ErrorDetail {
  /** Name of the field as it stands in the request. */
  field: string;
  /** What is wrong and what would be right. */
  message: string;
}

export class ErrorDto {
  @ApiProperty({ enum: ERROR_CODES })
  code: ErrorCode;
  message: string;
  details?: ErrorDetailDto[];
}

export class FailureDto implements FailureEnvelope {
  @ApiProperty({ enum: [false], type: Boolean })
  success: false;
  error: ErrorDto;
  request_id: string;
}

export class ReadingErrorDto implements ReadingError {
  @ApiProperty({ enum: ERROR_CODES, example: 'LIVERC_TIMEOUT' })
  code: ErrorCode;
  message: string;
}
