// Loaded into a process: says at its end which packages it has loaded of those that are
// loaded when they are wanted alone.
import { registerHooks } from 'node:module';

const WATCHED =
  /\/node_modules\/(@opentelemetry\/[^/]+|@modelcontextprotocol\/[^/]+|@hono\/[^/]+|express|hono|@redis\/[^/]+)\//;
const loaded = new Set();

registerHooks({
  load(url, context, next) {
    const [, name] = WATCHED.exec(url) ?? [];
    if (name) loaded.add(name);
    return next(url, context);
  },
});

process.once('exit', () => console.log(`loaded: ${[...loaded].sort().join(' ')}`));
