import { ApiProperty } from '@nestjs/swagger';
import {
  type ApiKey,
  type Invitation,
  type Me,
  type NewApiKey,
  type Role,
  type Scope,
  SCOPES,
  type SignInMethods,
  type User,
} from '@trackside/contracts';

export class SignInMethodsDto implements SignInMethods {
  sign_in_required: boolean;
  /** Name of the OpenID Connect provider; null where none is configured. */
  @ApiProperty({ type: String, nullable: true, example: 'id.club.example' })
  openid_connect: string | null;
  /** Whether nobody has an account yet: the link to make the first stands in the terminal. */
  set_up_needed: boolean;
}

export class MeDto implements Me {
  id: string;
  @ApiProperty({ type: String, nullable: true })
  email: string | null;
  @ApiProperty({ enum: ['user', 'admin'] })
  role: Role;
  @ApiProperty({ enum: SCOPES, isArray: true })
  scopes: Scope[];
  @ApiProperty({ enum: ['none', 'session', 'key'] })
  signed_in_by: 'none' | 'session' | 'key';
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  created_at: string | null;
}

export class ApiKeyDto implements ApiKey {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty({ example: 'results board' })
  name: string;
  /** How the secret begins. */
  @ApiProperty({ example: 'trk_3fK9aQ0z' })
  prefix: string;
  @ApiProperty({ enum: SCOPES, isArray: true })
  scopes: Scope[];
  @ApiProperty({ format: 'date-time' })
  created_at: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  expires_at: string | null;
  /** To the minute; null: never yet. */
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  last_used_at: string | null;
}

export class ApiKeysDto {
  items: ApiKeyDto[];
}

export class NewApiKeyResultDto extends ApiKeyDto implements NewApiKey {
  /** Told here and never again. */
  @ApiProperty({ example: 'trk_3fK9aQ0z…' })
  secret: string;
}

export class UserDto implements User {
  id: string;
  email: string;
  @ApiProperty({ enum: ['user', 'admin'] })
  role: Role;
  @ApiProperty({ format: 'date-time' })
  created_at: string;
  key_count: number;
}

export class UsersDto {
  items: UserDto[];
}

export class InvitationDto implements Invitation {
  email: string;
  @ApiProperty({ enum: ['user', 'admin'] })
  role: Role;
  /** Address of the page, to be put behind this server's origin. */
  @ApiProperty({ example: '/set-up#token=…' })
  path: string;
  @ApiProperty({ format: 'date-time' })
  expires_at: string;
}

export class AddressDto {
  /** Where the browser is to go. */
  url: string;
}

export class SignedOutDto {
  signed_out: boolean;
}
