import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsUUID, ValidateBy } from 'class-validator';
import {
  collapseWhiteSpace,
  type HiddenName,
  type NewHiddenName,
  type NewPrivacyRequest,
  type PrivacyRequest,
  type PrivacyRequestReceipt,
} from '@trackside/contracts';
import { MayBeLeftOut } from '../http/checks.js';
import { EXAMPLE } from '../http/examples.js';

const MOST_NAME = 200;
const MOST_REASON = 2_000;
const MOST_CONTACT = 200;
const REQUEST_ID = '7e0f6f3c-0a52-4b7b-9a55-8f2f8a6f3d10';

/** Text that a person has written: not only blanks, without NUL. */
function IsWritten(most: number): PropertyDecorator {
  return ValidateBy({
    name: 'isWritten',
    validator: {
      validate: (value) =>
        typeof value === 'string' &&
        collapseWhiteSpace(value) !== '' &&
        value.length <= most &&
        !value.includes('\0'),
      defaultMessage: () => `must be text of 1 to ${most} characters`,
    },
  });
}

/** A name at one track. */
export const NAME_EXAMPLE: NewHiddenName = {
  name: EXAMPLE.session.driver_name,
  track_id: EXAMPLE.trackId,
};
export const REQUEST_EXAMPLE: NewPrivacyRequest = {
  ...NAME_EXAMPLE,
  reason: 'It is the name of my child.',
  contact: 'parent@example.org',
};

export class NewHiddenNameDto implements NewHiddenName {
  /** The whole name; letter case, accents and blanks don't count. */
  @ApiProperty({ example: EXAMPLE.session.driver_name, maxLength: MOST_NAME })
  @IsWritten(MOST_NAME)
  name: string;

  /** Left out: everywhere. */
  @ApiPropertyOptional({ format: 'uuid', example: EXAMPLE.trackId })
  @MayBeLeftOut()
  @IsUUID()
  track_id?: string;
}

export class NewPrivacyRequestDto extends NewHiddenNameDto implements NewPrivacyRequest {
  @ApiProperty({ example: 'It is the name of my child.', maxLength: MOST_REASON })
  @IsWritten(MOST_REASON)
  reason: string;

  /** Where an answer reaches you. */
  @ApiProperty({ example: 'parent@example.org', maxLength: MOST_CONTACT })
  @IsWritten(MOST_CONTACT)
  contact: string;
}

export class PrivacyParamsDto {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  id: string;
}

export class PrivacyRequestReceiptDto implements PrivacyRequestReceipt {
  @ApiProperty({ format: 'date-time' })
  asked_at: string;
  /** When it is forgotten if nobody decides. */
  @ApiProperty({ format: 'date-time' })
  kept_until: string;
}

export class PrivacyRequestDto extends PrivacyRequestReceiptDto implements PrivacyRequest {
  @ApiProperty({ format: 'uuid', example: REQUEST_ID })
  id: string;
  @ApiProperty({ example: EXAMPLE.session.driver_name })
  name: string;
  /** Null: everywhere. */
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  track_id: string | null;
  @ApiProperty({ example: 'It is the name of my child.' })
  reason: string;
  @ApiProperty({ example: 'parent@example.org' })
  contact: string;
}

export class PrivacyRequestsDto {
  items: PrivacyRequestDto[];
  /** All of them are on this page. */
  @ApiProperty({ type: String, nullable: true })
  next_cursor: string | null;
}

export class HiddenNameDto implements HiddenName {
  @ApiProperty({ format: 'uuid', example: REQUEST_ID })
  id: string;
  /** Null: everywhere. */
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  track_id: string | null;
  @ApiProperty({ format: 'date-time' })
  hidden_at: string;
}

export class HiddenNamesDto {
  items: HiddenNameDto[];
  /** All of them are on this page. */
  @ApiProperty({ type: String, nullable: true })
  next_cursor: string | null;
}
