import { Body, Controller, Get, HttpCode, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeEndpoint, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CurrentUser, type Principal } from '../access/current-user.js';
import { Needs } from '../access/needs.js';
import { ApiCanFail } from '../http/api-failures.js';
import { ApiResult } from '../http/api-result.js';
import { NoQueryDto } from '../http/no-query.dto.js';
import { AddressDto, MeDto, SignedOutDto, SignInMethodsDto } from './account-results.dto.js';
import { ChangePasswordDto, OpenIdConnectDto, SetUpDto, SignInDto } from './accounts.dto.js';
import { SignInAnswers } from './sign-in-answers.js';

@ApiTags('accounts')
@Controller('auth')
export class AuthController {
  constructor(private readonly answers: SignInAnswers) {}

  @Get('methods')
  @ApiOperation({ operationId: 'listSignInMethods', summary: 'How one can sign in here' })
  @ApiResult(SignInMethodsDto)
  methods(@Query() _: NoQueryDto): Promise<SignInMethodsDto> {
    return this.answers.methods();
  }

  @Post('setup')
  @ApiOperation({
    operationId: 'setUpAccount',
    summary: 'Make the account that a link is for, and sign in',
    description: 'A link is good for one account. The first one is printed when the server starts.',
  })
  @ApiResult(MeDto, { status: 201 })
  @ApiCanFail('CONFLICT')
  setUp(
    @Body() body: SetUpDto,
    @Query() _: NoQueryDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<MeDto> {
    return this.answers.setUp(body, request, reply);
  }

  @Post('sign-in/email')
  @HttpCode(200)
  @ApiOperation({ operationId: 'signIn', summary: 'Sign in; the session is in the cookie' })
  @ApiResult(MeDto)
  @ApiCanFail('CONFLICT')
  signIn(
    @Body() body: SignInDto,
    @Query() _: NoQueryDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<MeDto> {
    return this.answers.signIn(body, request, reply);
  }

  @Post('sign-in/social')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'beginOpenIdConnect',
    summary: 'Begin to sign in at the OpenID Connect provider: where the browser is to go',
  })
  @ApiResult(AddressDto)
  @ApiCanFail('CONFLICT')
  begin(
    @Body() body: OpenIdConnectDto,
    @Query() _: NoQueryDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AddressDto> {
    return this.answers.beginOpenIdConnect(body.return_to, request, reply);
  }

  /** The provider sends the browser here; its parameters are the account library's affair. */
  @Get('callback/:provider')
  @ApiExcludeEndpoint()
  comeBack(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.answers.endOpenIdConnect(request, reply);
  }

  @Get('get-session')
  @Needs('read', { session: 'only' })
  @ApiOperation({ operationId: 'getSession', summary: 'Who is signed in' })
  @ApiResult(MeDto)
  session(@CurrentUser() principal: Principal, @Query() _: NoQueryDto): Promise<MeDto> {
    return this.answers.describe(principal);
  }

  @Post('sign-out')
  @HttpCode(200)
  @Needs('read', { session: 'only' })
  @ApiOperation({ operationId: 'signOut', summary: 'Sign out; streams of this session end' })
  @ApiResult(SignedOutDto)
  signOut(
    @CurrentUser() principal: Principal,
    @Query() _: NoQueryDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SignedOutDto> {
    return this.answers.signOut(principal, request, reply);
  }

  @Post('change-password')
  @HttpCode(200)
  @Needs('read', { session: 'only' })
  @ApiOperation({
    operationId: 'changePassword',
    summary: 'Change the password; every other session ends',
  })
  @ApiResult(MeDto)
  @ApiCanFail('CONFLICT')
  changePassword(
    @CurrentUser() principal: Principal,
    @Body() body: ChangePasswordDto,
    @Query() _: NoQueryDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<MeDto> {
    return this.answers.changePassword(principal, body, request, reply);
  }
}
