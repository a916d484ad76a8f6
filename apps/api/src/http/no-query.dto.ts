/** For routes that take no query: every field is unknown. */
export class NoQueryDto {}
