import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { Reachable } from './trackside.js';

/** What a tool answered; `data` is empty where it failed. */
export interface ToolCall {
  failed: boolean;
  /** The texts, one a line. */
  text: string;
  data: Record<string, unknown>;
  /** The code and its message, where it failed. */
  error?: { code: string; message: string; details?: { field: string; message: string }[] };
}

/** The official client, connected; it checks every answer against the schema of its tool. */
export class McpCaller {
  private constructor(readonly client: Client) {}

  static async connect(
    { url }: Pick<Reachable, 'url'>,
    headers: Record<string, string> = {},
    path = '/mcp',
  ): Promise<McpCaller> {
    const client = new Client({ name: 'a test', version: '1' });
    const options = { requestInit: { headers } };
    await client.connect(new StreamableHTTPClientTransport(new URL(path, url), options));
    // From here on the client knows what the answers have to look like.
    await client.listTools();
    return new McpCaller(client);
  }

  async call(name: string, asked: Record<string, unknown> = {}): Promise<ToolCall> {
    const result = await this.client.callTool({ name, arguments: asked });
    const content = result.content as { text: string }[];
    return {
      failed: result.isError === true,
      text: content.map(({ text }) => text).join('\n'),
      data: (result.structuredContent ?? {}) as Record<string, unknown>,
      error: result._meta?.['error'] as ToolCall['error'],
    };
  }

  close(): Promise<void> {
    return this.client.close();
  }
}
