import { createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InstallationSecrets } from '@trackside/accounts';

/**
 * What messages are signed with. It is made of the installation's own secret and the webhook's id, so
 * that none is stored: a copy of the table of webhooks signs nothing.
 */
@Injectable()
export class WebhookSecrets {
  constructor(private readonly secrets: InstallationSecrets) {}

  /** `whsec_` and 32 bytes as base64; the same at every time. */
  async of(webhookId: string): Promise<string> {
    const key = await this.secrets.of('webhooks');
    return `whsec_${createHmac('sha256', key).update(webhookId).digest('base64')}`;
  }
}
