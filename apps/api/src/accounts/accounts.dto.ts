import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayNotEmpty,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsUUID,
  ValidateIf,
} from 'class-validator';
import { MOST_PASSWORD_LENGTH } from '@trackside/accounts';
import {
  type ErrorDetail,
  type NewApiKeyRequest,
  type NewSavedSearch,
  type Role,
  type Scope,
  SCOPES,
  SEARCH_PERIODS,
  type SearchPeriod,
  type SetUpRequest,
  type TakeOverRequest,
} from '@trackside/contracts';
import { checkDates, IsCalendarDate, IsName, IsPlainText, MayBeLeftOut } from '../http/checks.js';
import type { CrossChecked } from '../http/validation.pipe.js';
import { IsAccountEmail, IsInstant, IsNewPassword } from './account-checks.js';

const MOST_NAMES = 20;
const ROLES: Role[] = ['user', 'admin'];

export class SignInDto {
  @ApiProperty({ format: 'email' })
  @IsAccountEmail()
  email: string;

  @ApiProperty({ format: 'password' })
  @IsPlainText(MOST_PASSWORD_LENGTH)
  password: string;
}

export class SetUpDto extends SignInDto implements SetUpRequest {
  /** What stands behind `#token=` in the link. */
  @IsPlainText(100)
  token: string;

  @ApiProperty({ format: 'password' })
  @IsNewPassword()
  override password: string;
}

export class ChangePasswordDto {
  @ApiProperty({ format: 'password' })
  @IsPlainText(MOST_PASSWORD_LENGTH)
  current_password: string;

  @ApiProperty({ format: 'password' })
  @IsNewPassword()
  new_password: string;
}

export class OpenIdConnectDto {
  /** The page of this server to come back to. */
  @ApiPropertyOptional({ example: '/' })
  @ValidateIf((_, value) => value !== undefined)
  @IsPlainText(2000)
  return_to: string = '/';
}

export class NewApiKeyDto implements NewApiKeyRequest {
  @ApiProperty({ example: 'results board' })
  @IsName()
  name: string;

  @ApiProperty({ enum: SCOPES, isArray: true, example: ['read', 'discover'] })
  @ArrayNotEmpty({ message: 'scopes must name at least one' })
  @ArrayUnique({ message: 'scopes must name each once' })
  @IsIn(SCOPES, { each: true, message: `scopes must be of ${SCOPES.join(', ')}` })
  scopes: Scope[];

  /** A UTC instant; left out or null: never. */
  @ApiPropertyOptional({ type: String, format: 'date-time', nullable: true })
  @ValidateIf((_, value) => value !== undefined && value !== null)
  @IsInstant()
  expires_at?: string | null;
}

export class NamesDto {
  /** Names and transponders; an empty list forgets them. */
  @ApiProperty({ example: ['Zoë Marlow', '3071066'] })
  @ArrayMaxSize(MOST_NAMES, { message: `names must be at most ${MOST_NAMES}` })
  @IsArray({ message: 'names must be a list' })
  @IsName({ each: true })
  names: string[];
}

export class TakeOverDto implements TakeOverRequest {
  /** What the browser knows its user as. */
  @ApiPropertyOptional({ example: ['Zoë Marlow'] })
  @MayBeLeftOut()
  @ArrayMaxSize(MOST_NAMES, { message: `names must be at most ${MOST_NAMES}` })
  @IsArray({ message: 'names must be a list' })
  @IsName({ each: true })
  names?: string[];

  /** Also what the local user has; an admin's alone. */
  @ApiPropertyOptional()
  @MayBeLeftOut()
  @IsBoolean()
  local_user: boolean = false;
}

export class NewSavedSearchDto implements NewSavedSearch, CrossChecked {
  @ApiProperty({ example: 'My Saturdays' })
  @IsName()
  name: string;

  @IsUUID()
  track_id: string;

  /** With `end_date`; both left out: whatever range a search has that names none. */
  @ApiPropertyOptional({ format: 'date' })
  @MayBeLeftOut()
  @IsCalendarDate()
  start_date?: string;

  @ApiPropertyOptional({ format: 'date' })
  @MayBeLeftOut()
  @IsCalendarDate()
  end_date?: string;

  /** A range that moves with the calendar, in place of dates. */
  @ApiPropertyOptional({ enum: SEARCH_PERIODS })
  @MayBeLeftOut()
  @IsIn(SEARCH_PERIODS)
  period?: SearchPeriod;

  @ApiPropertyOptional()
  @MayBeLeftOut()
  @IsName()
  driver_name?: string;

  @ApiPropertyOptional()
  @MayBeLeftOut()
  @IsName()
  class_name?: string;

  crossCheck(): ErrorDetail[] {
    if (this.period !== undefined && this.start_date !== undefined) {
      return [{ field: 'period', message: 'cannot stand beside dates: send one or the other' }];
    }
    return checkDates(this);
  }
}

export class SavedSearchParamsDto {
  @IsUUID()
  id: string;
}

export class ApiKeyParamsDto {
  @IsUUID()
  id: string;
}

export class InvitationRequestDto {
  @ApiProperty({ format: 'email' })
  @IsAccountEmail()
  email: string;

  @ApiProperty({ enum: ROLES })
  @IsIn(ROLES)
  role: Role;
}

export class UserParamsDto {
  @IsPlainText(100)
  id: string;
}
