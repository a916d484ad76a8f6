// Flags of Node for the server, the same for `npm start`, the image and the benchmark.

/**
 * A crowd of streams leaves much short-lived rubbish: without these V8 lets the heap of a thousand of
 * them grow to twice the size before it collects.
 */
export const SERVER_FLAGS = ['--max-semi-space-size=16', '--heap-growing-percent=50'];
