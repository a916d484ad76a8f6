import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Allowances } from '@trackside/accounts';
import type { HiddenName, PrivacyRequestReceipt } from '@trackside/contracts';
import { HiddenNames, PrivacyRequests } from '@trackside/privacy';
import { Tracks } from '@trackside/tracks';
import { told } from '../access/caller-allowance.js';
import { CONFIG, type Config } from '../config.js';
import type { NewHiddenNameDto, NewPrivacyRequestDto } from './privacy.dto.js';

/** What is asked about hidden names. */
@Injectable()
export class PrivacyAnswers {
  constructor(
    private readonly requests: PrivacyRequests,
    private readonly names: HiddenNames,
    private readonly tracks: Tracks,
    private readonly allowances: Allowances,
    @Inject(CONFIG) private readonly config: Pick<Config, 'auth'>,
  ) {}

  /** Counted by address, where anybody may reach us. @throws AllowanceSpentError, TrackNotFoundError */
  async ask(
    body: NewPrivacyRequestDto,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<PrivacyRequestReceipt> {
    if (this.config.auth.mode === 'required') {
      await told(reply, () => this.allowances.take('privacy_requests', `address ${request.ip}`));
    }
    await this.checkTrack(body);
    return this.requests.ask(body);
  }

  /** Requests for the name are granted with it, and forgotten. @throws TrackNotFoundError */
  async hide(body: NewHiddenNameDto): Promise<HiddenName> {
    await this.checkTrack(body);
    const { name, track_id: trackId = null } = body;
    const hidden = await this.names.hide(name, trackId);
    await this.requests.forgetGranted(name, trackId);
    return hidden;
  }

  private async checkTrack({ track_id: trackId }: NewHiddenNameDto): Promise<void> {
    if (trackId !== undefined) await this.tracks.find(trackId);
  }
}
