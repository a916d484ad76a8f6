import { ApiProperty } from '@nestjs/swagger';
import {
  type AccountExport,
  type ApiKey,
  type Invitation,
  type LocalBelongings,
  type Me,
  type NewApiKey,
  type Page,
  type Role,
  type SavedSearch,
  type Scope,
  SCOPES,
  SEARCH_PERIODS,
  type SearchPeriod,
  type SignInMethods,
  type User,
  type UsersApiKey,
} from '@trackside/contracts';
import { WebhookDto } from '../webhooks/webhook-results.dto.js';

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
  /** Under which they drive, and their transponders; empty until they said so. */
  @ApiProperty({ example: ['Zoë Marlow', '3071066'] })
  names: string[];
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

export class UsersApiKeyDto extends ApiKeyDto implements UsersApiKey {
  /** Whose it is. */
  user_id: string;
  @ApiProperty({ format: 'email', example: 'ada@club.example' })
  email: string;
}

export class UsersApiKeysDto {
  items: UsersApiKeyDto[];
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

export class SavedSearchDto implements SavedSearch {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty({ example: 'My Saturdays' })
  name: string;
  @ApiProperty({ format: 'uuid' })
  track_id: string;
  @ApiProperty({ type: String, format: 'date', nullable: true })
  start_date: string | null;
  @ApiProperty({ type: String, format: 'date', nullable: true })
  end_date: string | null;
  @ApiProperty({ enum: SEARCH_PERIODS, nullable: true })
  period: SearchPeriod | null;
  @ApiProperty({ type: String, nullable: true })
  driver_name: string | null;
  @ApiProperty({ type: String, nullable: true })
  class_name: string | null;
  @ApiProperty({ format: 'date-time' })
  created_at: string;
}

export class SavedSearchesDto implements Page<SavedSearch> {
  items: SavedSearchDto[];
  /** All of them are in one answer. */
  @ApiProperty({ type: String, nullable: true, example: null })
  next_cursor: string | null;
}

export class LocalBelongingsDto implements LocalBelongings {
  favourite_count: number;
  saved_search_count: number;
}

class FavouriteDto {
  @ApiProperty({ format: 'uuid' })
  id: string;
  slug: string;
  name: string;
}

export class AccountExportDto implements AccountExport {
  @ApiProperty({ format: 'date-time' })
  exported_at: string;
  account: MeDto;
  favourites: FavouriteDto[];
  saved_searches: SavedSearchDto[];
  api_keys: ApiKeyDto[];
  /** Without their secrets. */
  webhooks: WebhookDto[];
}

export class AddressDto {
  /** Where the browser is to go. */
  url: string;
}

export class SignedOutDto {
  signed_out: boolean;
}
