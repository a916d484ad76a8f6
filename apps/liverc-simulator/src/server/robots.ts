import type { IncomingMessage, ServerResponse } from 'node:http';

/** What the site answers to the question for its robots.txt. */
export interface RobotsSettings {
  /** 200; with a status of 3xx it is redirected. */
  status?: number;
  /** The rules; the default forbids nothing that is read. */
  text?: string;
  /** Redirects to itself before it answers (0). */
  hops?: number;
  /** Where a redirect leads instead. */
  location?: string;
  /** No byte, ever. */
  hangs?: boolean;
  /** Comments before the rules (0). */
  kilobytes?: number;
}

const TEXT = 'User-agent: *\nDisallow: /admin/\n';
const PATH = /^\/robots\.txt(?:\?hop=(\d+))?$/;

/** The site's robots.txt, one for every host. It is no page: neither counted nor struck by faults. */
export class Robots {
  private settings: RobotsSettings = {};
  private readonly askers: string[] = [];

  /** The hosts that were asked, in this order; redirects are left out. */
  get asked(): string[] {
    return [...this.askers];
  }

  set(settings: RobotsSettings): void {
    this.settings = settings;
  }

  get(): RobotsSettings {
    return this.settings;
  }

  /** As at the start; nothing was asked. */
  clear(): void {
    this.settings = {};
    this.askers.length = 0;
  }

  /** Answers the request if it is for robots.txt; gives whether it was. */
  answer({ url = '', headers }: IncomingMessage, response: ServerResponse): boolean {
    const match = PATH.exec(url);
    if (!match) return false;
    const hop = Number(match[1] ?? 0);
    if (hop === 0) this.askers.push(headers.host ?? '');
    const { status = 200, text = TEXT, hops = 0, location, hangs, kilobytes = 0 } = this.settings;
    if (hangs) return true;
    if (location !== undefined || hop < hops) {
      response.writeHead(302, { Location: location ?? `/robots.txt?hop=${hop + 1}` }).end();
      return true;
    }
    const comments = '# a comment that nobody reads, so long that it fills a line\n';
    const filling = comments.repeat(Math.ceil((kilobytes * 1024) / comments.length));
    response.writeHead(status, { 'Content-Type': 'text/plain' }).end(filling + text);
    return true;
  }
}
