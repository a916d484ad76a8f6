import { LivercPageChangedError } from '../src/errors.js';

/** The sentence with which a parser refuses a page; fails when it throws anything else. */
export function refusal(parse: () => unknown): string {
  let value: unknown;
  try {
    value = parse();
  } catch (error) {
    if (error instanceof LivercPageChangedError) return error.message;
    throw error;
  }
  throw new Error(`was read as ${JSON.stringify(value).slice(0, 300)}`);
}
