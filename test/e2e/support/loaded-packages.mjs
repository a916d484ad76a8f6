// Loaded into a process: says at its end which packages of OpenTelemetry it has loaded.
import { registerHooks } from 'node:module';

const loaded = new Set();

registerHooks({
  load(url, context, next) {
    const [, name] = /\/node_modules\/(@opentelemetry\/[^/]+)\//.exec(url) ?? [];
    if (name) loaded.add(name);
    return next(url, context);
  },
});

process.once('exit', () => console.log(`loaded: ${[...loaded].sort().join(' ')}`));
