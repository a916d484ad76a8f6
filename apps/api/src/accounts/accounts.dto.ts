import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  ArrayNotEmpty,
  ArrayUnique,
  IsEmail,
  IsIn,
  IsISO8601,
  IsUUID,
  Length,
  MaxLength,
  ValidateIf,
} from 'class-validator';
import { LEAST_PASSWORD_LENGTH, MOST_PASSWORD_LENGTH } from '@trackside/accounts';
import {
  type NewApiKeyRequest,
  type Role,
  type Scope,
  SCOPES,
  type SetUpRequest,
} from '@trackside/contracts';
import { IsName, IsPlainText } from '../http/checks.js';

const MOST_EMAIL_LENGTH = 254;
const ROLES: Role[] = ['user', 'admin'];

export class SignInDto {
  @ApiProperty({ format: 'email' })
  @IsEmail({}, { message: 'email must be an e-mail address' })
  @MaxLength(MOST_EMAIL_LENGTH)
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
  @Length(LEAST_PASSWORD_LENGTH, MOST_PASSWORD_LENGTH, {
    message: `password must have ${LEAST_PASSWORD_LENGTH} to ${MOST_PASSWORD_LENGTH} characters`,
  })
  override password: string;
}

export class ChangePasswordDto {
  @ApiProperty({ format: 'password' })
  @IsPlainText(MOST_PASSWORD_LENGTH)
  current_password: string;

  @ApiProperty({ format: 'password' })
  @Length(LEAST_PASSWORD_LENGTH, MOST_PASSWORD_LENGTH, {
    message: `new_password must have ${LEAST_PASSWORD_LENGTH} to ${MOST_PASSWORD_LENGTH} characters`,
  })
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
  @IsISO8601({ strict: true, strictSeparator: true })
  expires_at?: string | null;
}

export class ApiKeyParamsDto {
  @IsUUID()
  id: string;
}

export class InvitationRequestDto {
  @ApiProperty({ format: 'email' })
  @IsEmail({}, { message: 'email must be an e-mail address' })
  @MaxLength(MOST_EMAIL_LENGTH)
  email: string;

  @ApiProperty({ enum: ROLES })
  @IsIn(ROLES)
  role: Role;
}

export class UserParamsDto {
  @IsPlainText(100)
  id: string;
}
