import { Controller, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Needs } from '../access/needs.js';
import { McpAnswers } from './mcp-answers.js';

/** Not in the OpenAPI document: the protocol describes itself, by `tools/list`. */
@ApiExcludeController()
@Controller('mcp')
export class McpController {
  constructor(private readonly answers: McpAnswers) {}

  @Post()
  @Needs('read')
  answer(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.answers.answer(request, reply);
  }
}
