// Jest loads a global setup as it stands, and Node strips types by itself; but our specifiers name
// the file that TypeScript will emit, so `./x.js` has to find `./x.ts`.
import { registerHooks } from 'node:module';

registerHooks({
  resolve(specifier, context, nextResolve) {
    if (specifier.startsWith('.') && specifier.endsWith('.js')) {
      try {
        return nextResolve(specifier.replace(/\.js$/, '.ts'), context);
      } catch {
        // Plain JavaScript after all.
      }
    }
    return nextResolve(specifier, context);
  },
});
