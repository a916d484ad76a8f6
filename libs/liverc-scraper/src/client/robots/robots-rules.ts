import robotsParser from 'robots-parser';

/** The package is CommonJS: what it exports is the function itself, whatever its types say. */
const parse = robotsParser as unknown as typeof robotsParser.default;

/** The name by which rules are for us, in lower or upper case; others are for us where they say `*`. */
export const PRODUCT_TOKEN = 'Trackside';

/** A line that forbids a page. */
export interface ForbiddingLine {
  /** From 1. */
  number: number;
  text: string;
}

/** The rules of one robots.txt, after RFC 9309. */
export class RobotsRules {
  private readonly robot: ReturnType<typeof parse>;

  /** @param origin whose rules they are, whatever redirects led to them */
  constructor(
    origin: string,
    private readonly text: string,
  ) {
    this.robot = parse(`${origin}/robots.txt`, text.replace(/^\ufeff/, ''));
  }

  /** What forbids us a page of the origin; null where nothing does. */
  forbidding(url: string): ForbiddingLine | null {
    if (this.robot.isAllowed(url, PRODUCT_TOKEN) !== false) return null;
    const number = this.robot.getMatchingLineNumber(url, PRODUCT_TOKEN);
    const line = this.text.split(/\r\n|\r|\n/)[number - 1] ?? '';
    return { number, text: line.trim().slice(0, 100) };
  }
}
